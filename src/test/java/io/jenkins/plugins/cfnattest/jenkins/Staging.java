package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A configured controller: the key {@code controller}, by default and trusted, and the target {@code staging} at a double of
 * CloudFormation, where jobs {@code e2e-*} may deploy stacks {@code web*}. Each one replaces the configuration before it.
 */
final class Staging implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";

    /** What Jenkins logs when it may not store a class of ours, cannot link one, or cannot show a page. */
    private static final List<String> COMPLAINTS = List.of(
            "Refusing to marshal", "LinkageError", "NoSuchMethodError", "NoClassDefFoundError", "JellyTagException");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JenkinsServer jenkins;
    private final FakeCloudFormation aws;
    private final SigningKey key = SigningKey.generate(Algorithm.ED25519, RANDOM);
    private final String passphrase = word("passphrase");
    private final String pem = key.toPem(Optional.of(passphrase.toCharArray()));
    private final String awsSecret = word("awssecret");

    private Staging(JenkinsServer jenkins, FakeCloudFormation aws) {
        this.jenkins = jenkins;
        this.aws = aws;
    }

    static Staging at(JenkinsServer jenkins) throws IOException {
        Staging staging = new Staging(jenkins, FakeCloudFormation.start());
        staging.configure();
        return staging;
    }

    private void configure() {
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        import com.cloudbees.plugins.credentials.domains.Domain
                        import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
                        import hudson.util.Secret
                        import io.jenkins.plugins.cfnattest.plugin.config.*
                        import io.jenkins.plugins.cfnattest.plugin.keys.*

                        def system = CredentialsScope.SYSTEM
                        def key = new SigningKeyCredential(
                            system, 'signing-key', '', Secret.fromString(%s), Secret.fromString(%s), '')
                        def login = new UsernamePasswordCredentialsImpl(system, 'staging-aws', '', %s, %s)
                        def store = SystemCredentialsProvider.instance
                        store.domainCredentialsMap = [(Domain.global()): [key, login]]
                        store.save()

                        def target = new TargetEntry('staging', '%s')
                        target.account = '%s'
                        target.awsCredentialsId = 'staging-aws'
                        target.endpoint = '%s'
                        target.rules = [new TargetRuleEntry('e2e-*', 'web*')]
                        def configuration = CfnAttestationConfiguration.get()
                        configuration.controllerKeys = [new ControllerKey('controller', 'signing-key')]
                        configuration.services = []
                        configuration.trustedKeys = [new TrustedKeyEntry('controller', %s)]
                        configuration.targets = [target]
                        configuration.defaultKey = 'controller'
                        configuration.defaultService = ''
                        configuration.gateKey = ''
                        configuration.policies = []
                        configuration.recordFolder = ''
                        configuration.recordKey = ''
                        """.formatted(
                        groovy(pem),
                        groovy(passphrase),
                        groovy(ACCESS_KEY),
                        groovy(awsSecret),
                        REGION,
                        ACCOUNT,
                        aws.endpoint(),
                        groovy(key.verificationKey().toPem())));
    }

    /** Lets the gate sign its decisions, so that its refusals can be approved. */
    void giveTheGateAKey() {
        SigningKey gate = SigningKey.generate(Algorithm.ED25519, RANDOM);
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        import com.cloudbees.plugins.credentials.domains.Domain
                        import hudson.util.Secret
                        import io.jenkins.plugins.cfnattest.plugin.config.*
                        import io.jenkins.plugins.cfnattest.plugin.keys.*
                        def store = SystemCredentialsProvider.instance
                        store.domainCredentialsMap[Domain.global()].add(new SigningKeyCredential(
                            CredentialsScope.SYSTEM, 'gate-key', '', Secret.fromString(%s), Secret.fromString(''), ''))
                        store.save()
                        CfnAttestationConfiguration.get().gateKey = 'gate-key'
                        """.formatted(groovy(gate.toPem(Optional.empty()))));
    }

    /** The target holds to this policy from now on. */
    void usePolicy(String yaml) {
        jenkins.client().script("""
                        import io.jenkins.plugins.cfnattest.plugin.config.*
                        def configuration = CfnAttestationConfiguration.get()
                        configuration.policies = [new PolicyEntry('house', %s)]
                        configuration.targets[0].policy = 'house'
                        configuration.save()
                        """.formatted(groovy(yaml)));
    }

    /** Trusts this key for this purpose too. */
    void trust(String name, SigningKey other, Purpose purpose) {
        jenkins.client()
                .script("""
                        import io.jenkins.plugins.cfnattest.plugin.config.*
                        def configuration = CfnAttestationConfiguration.get()
                        def entry = new TrustedKeyEntry('%s', %s)
                        entry.purpose = '%s'
                        configuration.trustedKeys = configuration.trustedKeys + [entry]
                        """.formatted(name, groovy(other.verificationKey().toPem()), purpose.word()));
    }

    /** A Groovy expression for any text. */
    static String groovy(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "new String('" + encoded + "'.decodeBase64(), 'UTF-8')";
    }

    FakeCloudFormation aws() {
        return aws;
    }

    SigningKey key() {
        return key;
    }

    /** What must appear nowhere: the passphrase, the AWS secret, and each line of the private key. */
    List<String> secrets() {
        Stream<String> lines = pem.lines().filter(line -> !line.startsWith("-----"));
        return Stream.concat(Stream.of(passphrase, awsSecret), lines).toList();
    }

    /** A word nobody else would write. */
    static String word(String name) {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return name + HexFormat.of().formatHex(random);
    }

    /** Ends the double, and looks whether Jenkins complained of us meanwhile. */
    @Override
    public void close() {
        aws.close();
        try {
            assertThat(Files.readString(jenkins.log())).doesNotContain(COMPLAINTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A central service inspects and signs; the controller holds no key and believes only the pinned one. */
@InJenkins
class ServiceIT {
    private final JenkinsServer jenkins;
    private Staging staging;
    private RunningService service;

    ServiceIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void start() throws IOException {
        staging = Staging.at(jenkins);
        service = RunningService.in(jenkins.folder().resolveSibling("service"));
    }

    @AfterEach
    void close() {
        service.close();
        staging.close();
    }

    @Test
    void deploysWhatTheServiceAttested() throws IOException {
        configure("V1", service.token(), service.key(), service.key());
        Build build = build("e2e-service", "cfnDeployGated attestation: proof, target: 'staging', stack: 'web'");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Signed by key:      "
                        + service.key().verificationKey().keyId().hex());
        assertThat(staging.aws().actions().template("web")).isEqualTo(Templates.BUCKET);
        assertThat(build.envelopes()).singleElement().asString().endsWith(".intoto.json");
        assertHidden(build);
    }

    @Test
    void deploysNothingOfAServiceThatNobodyTrusts() {
        configure("V1", service.token(), service.key(), staging.key());
        Build build =
                build("e2e-service-untrusted", "cfnDeployGated attestation: proof, target: 'staging', stack: 'web'");
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("KEY_UNTRUSTED: ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void believesThePinnedKeyOnly() {
        configure("V1", service.token(), staging.key(), service.key());
        assertNothingMade(build("e2e-service-pinned", "echo 'attested'"));
    }

    @Test
    void failsWithoutTheToken() {
        configure("V1", "wrong", service.key(), service.key());
        assertNothingMade(build("e2e-service-token", "echo 'attested'"));
    }

    @Test
    void failsWhenTheServiceIsGone() {
        configure("V1", service.token(), service.key(), service.key());
        service.close();
        assertNothingMade(build("e2e-service-gone", "echo 'attested'"));
    }

    @Test
    void attestsAsTheServiceOf2020() {
        configure("SERVICE_2020", service.token(), service.key2020(), service.key2020());
        Build build = build("e2e-service-2020", "echo 'attested'");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.envelopes()).singleElement().asString().endsWith(".service-2020.json");
    }

    private void configure(String protocol, String token, SigningKey pinned, SigningKey trusted) {
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        import io.jenkins.plugins.cfnattest.plugin.config.*
                        import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
                        def store = SystemCredentialsProvider.instance
                        store.credentials.add(new StringCredentialsImpl(
                            CredentialsScope.SYSTEM, 'service-token', '', hudson.util.Secret.fromString(%s)))
                        store.save()
                        def central = new ServiceEntry('central', '%s', %s)
                        central.protocol = '%s'
                        central.tokenCredentialsId = 'service-token'
                        def configuration = CfnAttestationConfiguration.get()
                        configuration.services = [central]
                        configuration.controllerKeys = []
                        configuration.defaultKey = ''
                        configuration.trustedKeys = [new TrustedKeyEntry('central', %s)]
                        """.formatted(
                        Staging.groovy(token),
                        service.address(),
                        Staging.groovy(pinned.verificationKey().toPem()),
                        protocol,
                        Staging.groovy(trusted.verificationKey().toPem())));
    }

    private Build build(String name, String next) {
        String script = """
                node {
                    %s
                    def proof = cfnNagAttest template: 'bucket.yaml', service: 'central'
                    %s
                }
                """;
        return jenkins.pipeline(name, script.formatted(Templates.write("bucket.yaml", Templates.BUCKET), next))
                .build();
    }

    private static void assertNothingMade(Build build) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: ").doesNotContain("attested'", "\tat ");
        assertThat(build.envelopes()).isEmpty();
    }

    private void assertHidden(Build build) throws IOException {
        assertThat(build.console()).doesNotContain(service.token());
        try (var files = Files.walk(build.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(service.token());
            }
        }
    }
}

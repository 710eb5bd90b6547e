package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, passphrases, AWS secrets and hidden parameters stay on the controller and stand in nothing people can read. */
@InJenkins
class SecretsIT {
    private static final String SCRIPT = """
            node {
                %s
                def proof = cfnNagAttest template: 'template.yaml'
                cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
            }
            """.formatted(Templates.write("template.yaml", Templates.BUCKET));

    private final JenkinsServer jenkins;
    private Staging staging;

    SecretsIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void showsNoSecretAnywhere() throws IOException {
        Build good = jenkins.pipeline("e2e-secrets", SCRIPT).build();
        assertThat(good.result()).as(good.console()).isEqualTo("SUCCESS");
        staging.aws().fail("CreateChangeSet", 403, "AccessDenied", "User is not authorized");
        Build bad = good.job().build();
        assertThat(bad.result()).isEqualTo("FAILURE");
        assertThat(bad.console()).contains("User is not authorized").doesNotContain("\tat ");
        assertNowhere(staging.secrets(), List.of(good, bad));
    }

    @Test
    void wouldFindASecretThatIsPrinted() {
        String secret = Staging.word("printed");
        Build build = jenkins.pipeline("e2e-printed", "node { echo '" + secret + "' }")
                .build();
        assertThatThrownBy(() -> assertNowhere(List.of(secret), List.of(build)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(secret);
    }

    @Test
    void passesHiddenParametersToCloudFormationOnly() throws IOException {
        String hidden = Staging.word("hidden");
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        import com.cloudbees.plugins.credentials.domains.Domain
                        import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
                        def secret = hudson.util.Secret.fromString(%s)
                        def store = SystemCredentialsProvider.instance
                        store.credentials.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, 'database-password', '', secret))
                        store.save()
                        """.formatted(Staging.groovy(hidden)));
        Build build = jenkins.pipeline(
                        "e2e-hidden", """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'template.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web',
                                secretParameters: [Password: 'database-password']
                        }
                        """.formatted(Templates.write("template.yaml", Templates.DATABASE)))
                .build();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().actions().parameters("web")).isEqualTo(Map.of("Password", hidden));
        assertNowhere(List.of(hidden), List.of(build));
    }

    @Test
    void refusesAHiddenParameterInPlainSight() {
        Build build = jenkins.pipeline("e2e-plain", """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'template.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web', parameters: [Password: 'plain']
                        }
                        """.formatted(Templates.write("template.yaml", Templates.DATABASE)))
                .build();
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("Password").doesNotContain("\tat ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void makesNoSigningKeyOfAnotherScope() {
        assertThatThrownBy(() -> jenkins.client().script("""
                                import com.cloudbees.plugins.credentials.CredentialsScope
                                import hudson.util.Secret
                                new io.jenkins.plugins.cfnattest.plugin.keys.SigningKeyCredential(
                                    CredentialsScope.GLOBAL, 'loose', '', Secret.fromString(''), null, 'ED25519')
                                """))
                .hasMessageContaining("The scope of a signing key should be SYSTEM, but is");
    }

    @Test
    void refusesASigningKeyThatWasGivenAnotherScopeOnDisk() {
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        def store = SystemCredentialsProvider.instance
                        def key = store.credentials.find { it.id == 'signing-key' }
                        def scope = BaseCredentials.getDeclaredField('scope')
                        scope.accessible = true
                        scope.set(key, CredentialsScope.GLOBAL)
                        store.save()
                        """);
        assertRefused("e2e-key-scope", "The credential 'signing-key'");
    }

    @Test
    void refusesAnAwsCredentialOfAnotherScope() {
        jenkins.client().script("""
                        import com.cloudbees.plugins.credentials.*
                        import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
                        def store = SystemCredentialsProvider.instance
                        store.credentials.remove(store.credentials.find { it.id == 'staging-aws' })
                        store.credentials.add(new UsernamePasswordCredentialsImpl(
                            CredentialsScope.GLOBAL, 'staging-aws', '', 'AKIAIOSFODNN7EXAMPLE', 'anything'))
                        store.save()
                        """);
        assertRefused("e2e-aws-scope", "The credential 'staging-aws'");
        assertThat(staging.aws().requests()).isEmpty();
    }

    @Test
    void offersNoSigningKeyToPipelines() {
        Build build = jenkins.pipeline("e2e-bind", """
                        node {
                            withCredentials([string(credentialsId: 'signing-key', variable: 'KEY')]) { echo "bound ${KEY}" }
                        }
                        """).build();
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("signing-key").doesNotContain("bound");
    }

    private void assertRefused(String job, String credential) {
        Build build = jenkins.pipeline(job, SCRIPT).build();
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains(credential, "has the scope GLOBAL", "Only the scope SYSTEM is accepted")
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    /** Looks into every page of the builds and every file of the controller that is not its own program. */
    private void assertNowhere(List<String> secrets, List<Build> builds) throws IOException {
        List<String> pages = new ArrayList<>(List.of("manage/configure", "manage/credentials/store/system/domain/_/"));
        pages.add("manage/credentials/store/system/domain/_/credential/signing-key/update");
        for (Build build : builds) {
            pages.add(build.path());
            pages.add(build.path() + "consoleFull");
            pages.add(build.path() + "api/json?depth=3");
            pages.add(build.path() + "flowGraphTable/");
            pages.addAll(Reports.of(build).pages());
            Reports.of(build).pages().forEach(page -> pages.add(page + "api/json"));
        }
        for (String page : pages) {
            assertThat(jenkins.client().page(page)).as(page).doesNotContain(secrets);
        }
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(secrets).as(file.toString()).noneMatch(content::contains);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> programs =
                List.of(jenkins.home().resolve("plugins"), jenkins.home().resolve("war"));
        try (Stream<Path> files = Files.walk(jenkins.folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> programs.stream().noneMatch(file::startsWith))
                    .toList();
        }
    }
}

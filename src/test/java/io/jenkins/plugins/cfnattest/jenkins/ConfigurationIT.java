package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrators' form: what it shows, takes and refuses. */
@InJenkins
class ConfigurationIT {
    private static final String CONFIGURATION =
            "io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get()";

    private final JenkinsServer jenkins;
    private Staging staging;

    ConfigurationIT(JenkinsServer jenkins) {
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
    void showsWhatIsSet() {
        assertThat(jenkins.client().page("manage/configure"))
                .contains("CloudFormation attestation", "staging", "e2e-*", Staging.REGION, "signing-key");
        assertThat(jenkins.client().page("manage/credentials/store/system/domain/_/credential/signing-key/update"))
                .contains(staging.key().verificationKey().keyId().hex());
        assertThat(jenkins.client().page("manage/credentials/store/system/domain/_/newCredentials"))
                .contains("SigningKeyCredential");
    }

    @Test
    void takesTheForm() {
        save("""
                {"controllerKeys": {"name": "controller", "credentialsId": "signing-key", "validityInDays": "7"},
                 "trustedKeys": [],
                 "defaultKey": "controller", "defaultService": "",
                 "targets": [
                   {"name": "one", "defaultRegion": "eu-central-1", "account": "123456789012", "partition": "aws",
                    "awsCredentialsId": "staging-aws", "capabilities": "CAPABILITY_IAM CAPABILITY_NAMED_IAM",
                    "rules": {"jobs": "pay/**", "stacks": "pay-*", "regions": "eu-central-1 eu-west-1"}},
                   {"name": "two", "defaultRegion": "us-east-1", "account": "", "partition": "aws",
                    "awsCredentialsId": "", "capabilities": "",
                    "rules": [{"jobs": "a", "stacks": "b", "regions": ""}, {"jobs": "c", "stacks": "d", "regions": ""}]}]}
                """);
        assertThat(ask("%s.controllerKeys*.validityInDays")).isEqualTo("[7]");
        assertThat(ask("%s.targets*.name")).isEqualTo("[one, two]");
        assertThat(ask("%s.targets*.capabilities")).isEqualTo("[[CAPABILITY_IAM, CAPABILITY_NAMED_IAM], []]");
        assertThat(ask("%s.targets[0].rules*.regions")).isEqualTo("[[eu-central-1, eu-west-1]]");
        assertThat(ask("%s.targets[1].rules*.jobs")).isEqualTo("[a, c]");
    }

    @Test
    void keepsItOnDisk() throws IOException {
        String file = Files.readString(
                jenkins.home().resolve("io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.xml"));
        assertThat(file).contains("<name>staging</name>", "signing-key", "e2e-*");
        jenkins.client().script(CONFIGURATION + ".load()");
        assertThat(ask("%s.targets*.rules*.jobs")).isEqualTo("[[e2e-*]]");
    }

    @Test
    void refusesTheFormAsAWhole() {
        assertThatThrownBy(() -> save("{\"controllerKeys\": {\"name\": \"new\", \"credentialsId\": \"nowhere\"}}"))
                .hasMessageContaining("There is no credential 'nowhere'");
        assertThatThrownBy(() -> save("{\"trustedKeys\": {\"name\": \"new\", \"pem\": \"nonsense\"}}"))
                .hasMessageContaining("The trusted key 'new' cannot be used");
        assertThatThrownBy(() -> save(
                        "{\"targets\": {\"name\": \"new\", \"defaultRegion\": \"eu-central-1\", \"account\": \"12\"}}"))
                .hasMessageContaining("12 digits");
        assertThat(ask("%s.targets*.name")).isEqualTo("[staging]");
        assertThat(ask("%s.controllerKeys*.name")).isEqualTo("[controller]");
    }

    @Test
    void answersItsChecksToAdministratorsOnly() {
        String check = "descriptorByName/io.jenkins.plugins.cfnattest.plugin.config.ControllerKey/";
        assertThat(jenkins.client()
                        .post(check + "checkCredentialsId", FORM, "value=signing-key")
                        .text())
                .contains(
                        "BEGIN PUBLIC KEY",
                        staging.key().verificationKey().keyId().hex());
        assertThat(jenkins.client()
                        .get(check + "checkCredentialsId?value=signing-key")
                        .status())
                .isIn(404, 405);
        assertThat(jenkins.client()
                        .anonymous(check + "checkCredentialsId?value=signing-key")
                        .status())
                .isIn(403, 404, 405);
        assertThat(jenkins.client()
                        .post(check + "checkCredentialsId", FORM, "value=staging-aws")
                        .text())
                .contains("error")
                .doesNotContain("BEGIN PUBLIC KEY");
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Binds and saves as Jenkins does when the form comes in. */
    private void save(String json) {
        jenkins.client()
                .script(CONFIGURATION
                        + ".configure(org.kohsuke.stapler.Stapler.currentRequest2, net.sf.json.JSONObject.fromObject("
                        + Staging.groovy(json) + "))");
    }

    private String ask(String expression) {
        return jenkins.client().script("print " + expression.formatted(CONFIGURATION));
    }
}

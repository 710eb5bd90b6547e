package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and programs see of an attestation and a deployment. */
@InJenkins
class ReportIT {
    private final JenkinsServer jenkins;
    private Staging staging;

    ReportIT(JenkinsServer jenkins) {
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
    void tellsOfAnAllowedDeployment() {
        Build build = build("e2e-report", "infra/bucket.yaml", Templates.BUCKET);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        String attestation = Reports.of(build).attestation();
        JsonNode said = jenkins.client().json(attestation + "api/json");
        assertThat(said.path("verdict").asText()).isIn("PASS", "WARN");
        assertThat(said.path("failureCount").asInt()).isZero();
        assertThat(said.path("template").asText()).isEqualTo("infra/bucket.yaml");
        assertThat(said.path("keyId").asText())
                .isEqualTo(staging.key().verificationKey().keyId().hex());
        assertThat(jenkins.client().page(attestation))
                .contains(
                        said.path("verdict").asText(),
                        "infra/bucket.yaml",
                        said.path("attestationDigest").asText());
        String deployment = Reports.of(build).deployment();
        assertThat(jenkins.client()
                        .json(deployment + "api/json")
                        .path("outcome")
                        .asText())
                .isEqualTo("DEPLOYED");
        assertThat(jenkins.client().page(deployment))
                .contains("DEPLOYED", "staging", "AWS::S3::Bucket", "CREATE_COMPLETE", "Environment");
        assertThat(jenkins.client()
                        .file(build.path() + "artifact/" + said.path("artifact").asText()))
                .isNotEmpty();
    }

    @Test
    void tellsWhyADeploymentWasRefused() {
        Build build = build("e2e-report-refused", "volume.yaml", Templates.OPEN_VOLUME);
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(jenkins.client().page(Reports.of(build).attestation())).contains("FAIL", "F1", "Disk");
        String deployment = Reports.of(build).deployment();
        assertThat(jenkins.client()
                        .json(deployment + "api/json")
                        .path("outcome")
                        .asText())
                .isEqualTo("REFUSED");
        assertThat(jenkins.client().page(deployment)).contains("REFUSED", "VIOLATIONS");
    }

    @Test
    void staysAfterTheBuildIsReadFromDiskAgain() {
        Build build = build("e2e-report-reloaded", "bucket.yaml", Templates.BUCKET);
        List<String> reports = Reports.of(build).pages();
        List<String> before = reports.stream()
                .map(jenkins.client()::page)
                .map(ReportIT::panel)
                .toList();
        assertThat(jenkins.client()
                        .post(build.job().path() + "reload", "text/plain", "")
                        .status())
                .isLessThan(400);
        assertThat(reports.stream().map(jenkins.client()::page).map(ReportIT::panel))
                .isEqualTo(before);
    }

    /** As they stand in builds: names and fields are for ever, whichever class of ours declares them. */
    @ParameterizedTest
    @CsvSource({
        "DeploymentAction, <outcome>DEPLOYED</outcome>, outcome, cfn-deployment-3 web staging DEPLOYED",
        "ApprovalAction, <state>DENIED</state>, state, cfn-approval-3 web staging DENIED",
    })
    void readsWhatIsStored(String type, String more, String property, String read) {
        String xml = """
                <io.jenkins.plugins.cfnattest.plugin.run.%1$s>
                  <target>staging</target>
                  <stack>web</stack>
                  <number>3</number>
                  %2$s
                </io.jenkins.plugins.cfnattest.plugin.run.%1$s>
                """.formatted(type, more);
        assertThat(jenkins.client()
                        .script("def it = hudson.model.Run.XSTREAM2.fromXML(" + Staging.groovy(xml) + ")\n"
                                + "print \"${it.urlName} ${it.stack} ${it.target} ${it." + property + "}\""))
                .isEqualTo(read);
    }

    @Test
    void showsOddNamesAsTheyAre() {
        Build build = build("e2e-report-odd", "a<img src=x onerror=b> & \"c\".yaml", Templates.BUCKET);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        for (String page : List.of(
                build.path(), Reports.of(build).attestation(), Reports.of(build).deployment())) {
            assertThat(jenkins.client().page(page)).contains("a&lt;img src=x").doesNotContain("<img src=x");
        }
    }

    @Test
    void tellsNothingToStrangers() {
        Build build = build("e2e-report-private", "bucket.yaml", Templates.BUCKET);
        for (String page : Reports.of(build).pages()) {
            assertThat(jenkins.client().anonymous(page).status()).isEqualTo(403);
            assertThat(jenkins.client().anonymous(page + "api/json").status()).isEqualTo(403);
        }
    }

    private Build build(String name, String file, String template) {
        String script = """
                node {
                    %s
                    def proof = cfnNagAttest template: '%s'
                    cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
                }
                """.formatted(Templates.write(file, template), file);
        return jenkins.pipeline(name, script).build();
    }

    private static String panel(String page) {
        return page.substring(page.indexOf("id=\"main-panel\""), page.indexOf("</body>"))
                .replaceAll("data-crumb-value=\"[^\"]*\"", "");
    }
}

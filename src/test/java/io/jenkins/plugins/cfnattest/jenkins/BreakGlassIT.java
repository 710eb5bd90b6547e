package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsClient;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refusal that somebody lets pass, or does not. The builds are started by {@code admin}. */
@InJenkins
class BreakGlassIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String WANTED = "An approval is wanted";

    private final JenkinsServer jenkins;
    private Staging staging;

    BreakGlassIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        staging.giveTheGateAKey();
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void deploysWhatSomebodyElseApproved() {
        Build build = start("e2e-approved", Templates.OPEN_VOLUME, WANTED);
        String page = Reports.of(build).approval();
        JsonNode asked = jenkins.client().json(page + "api/json");
        assertThat(asked.path("state").asText()).isEqualTo("WAITING");
        assertThat(asked.path("requester").asText()).isEqualTo("admin");
        assertThat(asked.path("refusals").toString()).contains("VIOLATIONS");
        JenkinsClient approver = jenkins.user("approver");
        assertThat(approver.page(page)).contains("nobody can log in", "OPS-1", "VIOLATIONS", "action=\"approve\"");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();

        assertThat(approver.post(page + "approve", FORM, "").status()).isLessThan(400);

        build.await();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("Approved by approver");
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
        assertThat(build.artifacts())
                .anyMatch(artifact -> artifact.matches("cfn-attestation/[0-9a-f]{12}\\.approval\\.json"));
        assertThat(jenkins.client().json(page + "api/json").path("answeredBy").asText())
                .isEqualTo("approver");
        assertThat(jenkins.client().page(build.path())).contains("cfn-deployment-2");
        assertThat(jenkins.client()
                        .json(build.path() + "cfn-deployment-2/api/json")
                        .path("approval")
                        .asText())
                .contains("approver", "OPS-1");
        assertThat(jenkins.client().page(build.path() + "cfn-deployment-2/")).contains("RELAXED", "approver");
        // Nothing waits any more.
        assertThat(approver.post(page + "approve", FORM, "").status()).isEqualTo(409);
    }

    @Test
    void letsNobodyAnswerWhoMayNot() {
        Build build = start("e2e-approver", Templates.OPEN_VOLUME, WANTED);
        String page = Reports.of(build).approval();
        assertThat(jenkins.client().post(page + "approve", FORM, "").status()).isEqualTo(403);
        assertThat(jenkins.client().page(page)).doesNotContain("action=\"approve\"");
        assertThat(jenkins.client().anonymousPost(page + "approve").status()).isBetween(400, 499);
        JenkinsClient approver = jenkins.user("approver");
        assertThat(approver.get(page + "approve").status()).isBetween(400, 499);
        withoutPermission(() -> {
            assertThat(approver.post(page + "approve", FORM, "").status()).isEqualTo(403);
            assertThat(approver.page(page)).doesNotContain("action=\"approve\"");
        });
        assertThat(jenkins.client().json(page + "api/json").path("state").asText())
                .isEqualTo("WAITING");
        assertThat(approver.post(page + "deny", FORM, "").status()).isLessThan(400);
        build.await();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: approver denied to let it pass. The gate refused:", "  VIOLATIONS: ")
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void endsWithTheBuildThatIsStopped() {
        Build build = start("e2e-approval-stopped", Templates.OPEN_VOLUME, WANTED);
        String page = Reports.of(build).approval();
        build.stop().await();
        assertThat(build.result()).isEqualTo("ABORTED");
        JenkinsClient approver = jenkins.user("approver");
        assertThat(approver.post(page + "approve", FORM, "").status()).isEqualTo(409);
        assertThat(jenkins.client().json(page + "api/json").path("state").asText())
                .isEqualTo("ENDED");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void asksNobodyForWhatNobodyLetsPass() {
        Build build = start("elsewhere-approval", Templates.OPEN_VOLUME, "Nobody can let")
                .await();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The gate refuses", "  TARGET_FORBIDDEN: ", "breakGlass: Nobody can let")
                .doesNotContain(WANTED);
    }

    private Build start(String name, String template, String console) {
        return jenkins.pipeline(name, """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'template.yaml'
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: 'web',
                            breakGlass: [reason: 'nobody can log in', ticket: 'OPS-1']
                        """.formatted(Templates.write("template.yaml", template)))
                .start()
                .awaitConsole(console);
    }

    /** Everybody may do everything but answer; {@code admin} does, to undo that. */
    private void withoutPermission(Runnable test) {
        jenkins.client().script("""
                import hudson.security.*
                import io.jenkins.plugins.cfnattest.plugin.Permissions
                def root = ACL.lambda2({ user, permission ->
                    user.name == 'admin' || (permission != Permissions.BREAK_GLASS && permission != hudson.model.Hudson.ADMINISTER)
                } as java.util.function.BiFunction)
                def field = jenkins.model.Jenkins.getDeclaredField('authorizationStrategy')
                field.accessible = true
                field.set(jenkins.model.Jenkins.get(), [getRootACL: { root }, getGroups: { [] }] as AuthorizationStrategy)
                """);
        try {
            test.run();
        } finally {
            jenkins.client().script("""
                    def strategy = new hudson.security.FullControlOnceLoggedInAuthorizationStrategy()
                    strategy.allowAnonymousRead = false
                    jenkins.model.Jenkins.get().authorizationStrategy = strategy
                    """);
        }
    }
}

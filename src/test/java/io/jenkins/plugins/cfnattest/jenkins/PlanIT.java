package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plan and apply: a dry run keeps its change set, and a later build executes that very one, after gating it again. */
@InJenkins
class PlanIT {
    private static final Pattern PLANNED = Pattern.compile("planned (arn:\\S+)");
    private static final String OTHER = Templates.BUCKET.replace("books-", "other-books-");

    private final JenkinsServer jenkins;
    private Staging staging;

    PlanIT(JenkinsServer jenkins) {
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
    void executesTheVeryChangeSetThatWasPlanned() {
        String planned = plan("e2e-plan");
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
        assertThat(staging.aws().actions().openChangeSets()).isOne();
        Build build = apply("e2e-apply", Templates.BUCKET, "test", planned);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("done true " + planned);
        assertThat(staging.aws().requests("CreateChangeSet")).hasSize(1);
        assertThat(staging.aws().requests("ExecuteChangeSet"))
                .extracting(request -> request.field("ChangeSetName"))
                .containsExactly(planned);
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
    }

    @Test
    void tellsThePlanOnItsPage() {
        Build build = planning("e2e-plan-page");
        String page = jenkins.client().page(Reports.of(build).deployment());
        assertThat(page).contains("PLANNED", changeSet(build), "AWS::S3::Bucket", "Books");
    }

    @Test
    void executesNoPlanTwice() {
        String planned = plan("e2e-plan-once");
        apply("e2e-apply-once", Templates.BUCKET, "test", planned);
        Build build = apply("e2e-apply-twice", Templates.BUCKET, "test", planned);
        assertRefused(build, "it was executed before");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
    }

    @Test
    void executesNoPlanOfAnotherTemplate() {
        String planned = plan("e2e-plan-template");
        assertRefused(apply("e2e-apply-template", OTHER, "test", planned), "CHANGESET_MISMATCH");
        assertUntouched();
    }

    @Test
    void executesNoPlanWithOtherParameters() {
        String planned = plan("e2e-plan-parameter");
        assertRefused(apply("e2e-apply-parameter", Templates.BUCKET, "prod", planned), "CHANGESET_MISMATCH");
        assertUntouched();
    }

    @Test
    void executesNoPlanThatSomebodyExchanged() {
        String planned = plan("e2e-plan-exchanged");
        FakeCloudFormation.Request made =
                staging.aws().requests("CreateChangeSet").get(0);
        staging.aws().actions().forgetChangeSets("web");
        Attacker.at(staging.aws()).send(made, "TemplateBody", OTHER);
        assertThat(staging.aws().actions().openChangeSets()).isOne();
        assertRefused(apply("e2e-apply-exchanged", Templates.BUCKET, "test", planned), "CHANGESET_MISMATCH");
        assertUntouched();
    }

    @Test
    void executesNoPlanOfAnotherStack() {
        String planned = plan("e2e-plan-stack");
        Build build = build("e2e-apply-stack", Templates.BUCKET, "test", "web-2", ", changeSet: '" + planned + "'");
        assertRefused(build, "there is no stack 'web-2'");
        assertUntouched();
    }

    @Test
    void executesNoPlanThatTheStackHasOutlived() {
        String planned = plan("e2e-plan-late");
        staging.aws().actions().forget("web");
        assertRefused(apply("e2e-apply-late", Templates.BUCKET, "test", planned), "there is no stack 'web' (any more)");
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
    }

    private String plan(String name) {
        return changeSet(planning(name));
    }

    private Build planning(String name) {
        Build build = build(name, Templates.BUCKET, "test", "web", ", dryRun: true");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        return build;
    }

    private static String changeSet(Build build) {
        Matcher planned = PLANNED.matcher(build.console());
        assertThat(planned.find()).as(build.console()).isTrue();
        return planned.group(1);
    }

    private Build apply(String name, String template, String env, String changeSet) {
        return build(name, template, env, "web", ", changeSet: '" + changeSet + "'");
    }

    private Build build(String name, String template, String env, String stack, String options) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'bucket.yaml', parameters: [Env: '%s']
                            def done = cfnDeployGated attestation: proof, target: 'staging', stack: '%s',
                                parameters: [Env: '%s']%s
                            echo "planned ${done.changeSetId}"
                            echo "done ${done.changed} ${done.changeSetId}"
                        }
                        """.formatted(Templates.write("bucket.yaml", template), env, stack, env, options))
                .build();
    }

    private static void assertRefused(Build build, String why) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: ", why).doesNotContain("\tat ");
    }

    /** What is refused may be somebody else's, so it stays as it is. */
    private void assertUntouched() {
        assertThat(staging.aws().actions().openChangeSets()).isOne();
        for (String action : List.of("ExecuteChangeSet", "DeleteChangeSet", "DeleteStack")) {
            assertThat(staging.aws().requests(action)).as(action).isEmpty();
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way, from the template to the stack, with the real SDK over real HTTP. */
class DeployGatedAwsTest {
    private static final String ACCESS_KEY = "AKIAEXAMPLE";
    private static final String SECRET_KEY = "aws-secret-key";

    private final DeployGated deployGated = new DeployGated(AppFixture.gate());
    private final Told told = new Told();
    private FakeCloudFormation aws;

    @BeforeEach
    void start() throws Exception {
        aws = FakeCloudFormation.start();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void deploysTheVeryBytesThatWereAttested() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order(false), told);

        assertThat(result.outcome()).hasValueSatisfying(outcome -> {
            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.stackId()).contains(":stack/web/");
        });
        assertThat(aws.requests())
                .filteredOn(request -> request.action().equals("CreateChangeSet"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(Bytes.utf8(request.field("TemplateBody"))).isEqualTo(AppFixture.TEMPLATE);
                    assertThat(request.accessKey()).isEqualTo(ACCESS_KEY);
                    assertThat(request.region()).isEqualTo("eu-central-1");
                });
        assertThat(aws.requests().get(0).action()).isEqualTo("GetCallerIdentity");
        assertThat(told.all).doesNotContain("hunter2", SECRET_KEY);
    }

    @Test
    void aDryRunLeavesTheChangeSetUnexecuted() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order(true), told);

        assertThat(result.plan())
                .hasValueSatisfying(
                        plan -> assertThat(plan.changeSetId().isPresent()).isTrue());
        assertThat(result.outcome()).isEmpty();
        assertThat(actions()).contains("CreateChangeSet").doesNotContain("ExecuteChangeSet");
    }

    @Test
    void makesNothingInAnotherAccount() throws Exception {
        aws.actions().callerIn("999999999999");

        DeployGated.Result result = deployGated.deploy(envelope(), order(false), told);

        assertThat(result.decision())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(ReasonCode.CALLER_FORBIDDEN));
        assertThat(actions()).containsExactly("GetCallerIdentity");
    }

    @Test
    void executesNothingThatWasSwappedBehindOurBack() {
        aws.actions().swapTemplate("Resources: {Evil: {Type: AWS::IAM::User}}");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployGated.deploy(envelope(), order(false), told))
                .satisfies(e -> assertThat(e.refusal().map(Refusal::code)).contains(ReasonCode.CHANGESET_MISMATCH));
        assertThat(actions()).doesNotContain("ExecuteChangeSet");
    }

    @Test
    void aDryRunIsGatedThoughStsRefuses() throws Exception {
        aws.fail("GetCallerIdentity", 403, "InvalidClientTokenId", "The security token is invalid.");

        DeployGated.Result result = deployGated.deploy(envelope(), order(true), told);

        assertThat(result.decision()).isInstanceOf(Decision.Allowed.class);
        assertThat(result.plan()).isEmpty();
        assertThat(told.all.toString()).contains("makes no change set").doesNotContain(SECRET_KEY);
    }

    private List<String> actions() {
        return aws.requests().stream().map(FakeCloudFormation.Request::action).toList();
    }

    private static Bytes envelope() throws AttestException, InterruptedException {
        return AppFixture.attester(AppFixture.KEY).attest(AppFixture.request()).envelope();
    }

    private DeployGated.Order order(boolean dryRun) {
        Target target = new Target(AppFixture.scope(), Optional.of(aws.endpoint()), Optional.empty(), Optional.empty());
        return new DeployGated.Order(
                target,
                new AwsAccess.Keys(ACCESS_KEY, SECRET_KEY),
                AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"),
                Map.of("Password", "hunter2"),
                dryRun ? new DeployGated.Mode.DryRun() : new DeployGated.Mode.Deploy(),
                "test");
    }

    private static final class Told implements DeploymentListener {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void step(String sentence) {
            all.append(sentence).append('\n');
        }

        @Override
        public void event(StackEvent event) {
            all.append(event).append('\n');
        }
    }
}

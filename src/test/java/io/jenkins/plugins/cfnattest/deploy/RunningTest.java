package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told to be stored before anything is executed. */
class RunningTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";

    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tellsWhatItIsGoingToExecuteBeforeItDoes() throws Exception {
        boolean[] executed = {true};
        fixture.whenExecuting = () -> executed[0] = fixture.executed();

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(executed[0]).isFalse();
        assertThat(fixture.running)
                .contains(new Running(
                        outcome.stackId(),
                        outcome.changeSetId().orElseThrow(),
                        true,
                        true,
                        Digest.of(Bytes.utf8(DeployFixture.TEMPLATE)),
                        Optional.empty()));
    }

    @Test
    void tellsOfAnUpdateAndOfTheRoleTheStackHas() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().setRole("web", "arn:aws:iam::123456789012:role/old");

        fixture.deploy(DeployFixture.allowed(CHANGED));

        assertThat(fixture.running).hasValueSatisfying(running -> {
            assertThat(running.creates()).isFalse();
            assertThat(running.stackMade()).isFalse();
            assertThat(running.role()).contains("arn:aws:iam::123456789012:role/old");
        });
    }

    @Test
    void createsInAReviewedStackThatItDidNotMake() throws Exception {
        fixture.aws.actions().put("web", "REVIEW_IN_PROGRESS");

        fixture.deploy(DeployFixture.allowed());

        assertThat(fixture.running).hasValueSatisfying(running -> {
            assertThat(running.creates()).isTrue();
            assertThat(running.stackMade()).isFalse();
        });
    }

    @Test
    void executesNothingThatCouldNotBeStored() {
        DeploymentListener full = new DeploymentListener() {
            @Override
            public void step(String sentence) {}

            @Override
            public void executing(Running running) throws DeploymentException {
                throw new DeploymentException("The disk is full.");
            }

            @Override
            public void event(StackEvent event) {}
        };

        assertThatThrownBy(() -> {
                    Plan plan = fixture.plan(DeployFixture.allowed());
                    fixture.deployer().execute(plan, DeployFixture.allowed(), OnAbort.CANCEL, full);
                })
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The disk is full.");

        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void namesStackAndChangeSetByTheirArns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Running(
                        "web", "arn:aws:x", true, true, Digest.of(Bytes.utf8("template")), Optional.empty()))
                .withMessageContaining("'web'");
    }
}

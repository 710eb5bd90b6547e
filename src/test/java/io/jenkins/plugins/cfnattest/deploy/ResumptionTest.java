package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies at each stage, and another one watches again. */
class ResumptionTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";
    private static final Map<String, String> SECRETS = Map.of("Password", DeployFixture.PASSWORD);

    private DeployFixture fixture;

    /** Nobody catches it, as nobody does when a process ends. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
        // A test that interrupts must not disturb the next one.
        Thread.interrupted();
    }

    @Test
    void isNotStartedBeforeItIsExecutedAndCanBeDiscarded() throws Exception {
        Running planned = diesBeforeExecution(DeployFixture.TEMPLATE, true);

        assertThat(fixture.deployer().isStarted(planned)).isFalse();
        assertThatThrownBy(() -> fixture.deployer().watch(planned, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("was not executed");

        fixture.deployer().discard(planned);
        assertThat(fixture.aws.actions().status("web")).isEmpty();
        assertThat(fixture.deployer().isStarted(planned)).isFalse();
        fixture.deployer().discard(planned);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8, 100})
    void watchesAgainFromWhereverItDied(int eventsBefore) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        Running running = diesAfter(eventsBefore, DeployFixture.allowed(CHANGED));

        Outcome outcome = fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture);

        assertThat(outcome.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.changeSetId()).contains(running.changeSetId());
        assertThat(outcome.outputs()).containsEntry("Two", "3");
        assertThat(fixture.events)
                .extracting(event -> event.logicalResourceId() + " " + event.status())
                .startsWith("web UPDATE_IN_PROGRESS", "Queue UPDATE_IN_PROGRESS")
                .endsWith("web UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "web UPDATE_COMPLETE")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void watchesAgainWithoutTokens(int eventsBefore) throws Exception {
        fixture.aws.actions().habits().markNoEvents();
        fixture.deploy(DeployFixture.allowed());
        Running running = diesAfter(eventsBefore, DeployFixture.allowed(CHANGED));

        Outcome outcome = fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture);

        assertThat(outcome.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(fixture.events).extracting(event -> event.status()).doesNotContain("CREATE_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsAStartedOneThatTheServerNeverMarks(boolean creates) throws Exception {
        fixture.aws.actions().habits().markNothingExecuted();
        fixture.aws.actions().habits().markNoEvents();
        if (!creates) {
            fixture.deploy(DeployFixture.allowed());
        }
        Running running = diesAfter(1, DeployFixture.allowed(CHANGED));

        assertThat(fixture.deployer().isStarted(running)).isTrue();
        assertThat(fixture.deployer()
                        .watch(running, SECRETS, OnAbort.CANCEL, fixture)
                        .status())
                .isEqualTo(creates ? "CREATE_COMPLETE" : "UPDATE_COMPLETE");
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }

    @Test
    void isNotStartedWhereTheServerMarksNothingAndNothingHappened() throws Exception {
        fixture.aws.actions().habits().markNothingExecuted();
        fixture.aws.actions().habits().markNoEvents();
        fixture.deploy(DeployFixture.allowed());
        Running planned = diesBeforeExecution(CHANGED, false);

        assertThat(fixture.deployer().isStarted(planned)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsNoSecretThatTheServerDoesNotMask(boolean silent) throws Exception {
        Running running = diesAfter(3, DeployFixture.allowed(DeployFixture.TEMPLATE + "  Oops: {Value: Password}\n"));
        if (silent) {
            fixture.aws.actions().manners().silentStacks();
        } else {
            fixture.aws.actions().manners().showsSecrets();
        }

        Outcome outcome = fixture.deployer().watch(running, Map.of(), OnAbort.CANCEL, fixture);

        assertThat(outcome.outputs()).containsEntry("Oops", "****");
    }

    @Test
    void doesNotKnowTheEndOfWhatItCannotLookAt() throws Exception {
        Running running = diesAfter(3, DeployFixture.allowed());
        fixture.aws.fail("DescribeChangeSet", 403, "AccessDenied", "no look");

        assertThatThrownBy(() -> fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        e -> assertThat(e.isUnwatched()).isTrue())
                .hasMessageContaining("no look");
    }

    @Test
    void reportsAFailureThatHappenedMeanwhile() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("Bad value " + DeployFixture.PASSWORD);
        Running running = diesAfter(100, DeployFixture.allowed(CHANGED));

        assertThat(fixture.deployer().isStarted(running)).isTrue();
        assertThatThrownBy(() -> fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE")
                .hasMessageContaining("UPDATE_FAILED: Bad value ****");
    }

    @Test
    void knowsAStartedOneWhoseChangeSetIsGoneByItsEvents() throws Exception {
        Running running = diesAfter(2, DeployFixture.allowed());
        fixture.aws.actions().habits().nameNoChangeSet();
        fixture.aws.actions().forgetChangeSets("web");

        assertThat(fixture.deployer().isStarted(running)).isTrue();
        assertThat(fixture.deployer()
                        .watch(running, SECRETS, OnAbort.CANCEL, fixture)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void knowsAStartedOneWhoseChangeSetIsGoneByItsStack() throws Exception {
        fixture.aws.actions().habits().markNoEvents();
        Running running = diesAfter(100, DeployFixture.allowed());
        fixture.aws.actions().forgetChangeSets("web");

        assertThat(fixture.deployer().isStarted(running)).isTrue();
        assertThat(fixture.deployer()
                        .watch(running, SECRETS, OnAbort.CANCEL, fixture)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void isNotStartedWhenNothingTellsOfIt() throws Exception {
        fixture.aws.actions().habits().markNoEvents();
        fixture.aws.actions().habits().nameNoChangeSet();
        Running running = diesAfter(100, DeployFixture.allowed());
        fixture.aws.actions().forgetChangeSets("web");

        assertThat(fixture.deployer().isStarted(running)).isFalse();
    }

    @Test
    void isNotStartedWhenAnotherChangeSetAnswersForIt() throws Exception {
        Running planned = diesBeforeExecution(DeployFixture.TEMPLATE, true);
        fixture.aws.actions().renameChangeSets("web", planned.changeSetId() + "-other");

        assertThat(fixture.deployer().isStarted(planned)).isFalse();
    }

    @Test
    void refusesAStackThatHoldsAnotherTemplateAfterwards() throws Exception {
        fixture.aws.actions().swapTemplateAfter(CHANGED);
        Running running = diesAfter(3, DeployFixture.allowed());

        assertThatThrownBy(() -> fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        e -> assertThat(e.refusal()).map(Refusal::code).contains(ReasonCode.CHANGESET_MISMATCH))
                .hasMessageContaining(running.template().hex());
    }

    @Test
    void refusesAStackThatHasAnotherRoleAfterwards() throws Exception {
        fixture.aws.actions().swapRole("arn:aws:iam::123456789012:role/mighty");
        Running running = diesAfter(3, DeployFixture.allowed());

        assertThatThrownBy(() -> fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("expected none, found arn:aws:iam::123456789012:role/mighty");
    }

    @Test
    void comparesTemplatesAsCloudFormationAnswersThem() throws Exception {
        String umlaut = DeployFixture.TEMPLATE.replace("Queue:", "Kühler:");
        Running running = diesAfter(3, DeployFixture.allowed(umlaut));

        assertThat(fixture.deployer()
                        .watch(running, SECRETS, OnAbort.CANCEL, fixture)
                        .changed())
                .isTrue();
    }

    @Test
    void showsNeitherReasonsNorOutputsWhenSecretsAreNotKnown() throws Exception {
        Running running = diesAfter(3, DeployFixture.allowed(DeployFixture.TEMPLATE + "  Oops: {Value: Password}\n"));

        Outcome outcome = fixture.deployer().watch(running, Map.of(), OnAbort.CANCEL, fixture);

        assertThat(outcome.outputs()).containsEntry("Oops", "****").containsEntry("Stage", "****");
        fixture.aws.actions().failNextExecution("Bad value " + DeployFixture.PASSWORD);
        Running failing = diesAfter(3, DeployFixture.allowed(CHANGED));
        assertThatThrownBy(() -> fixture.deployer().watch(failing, Map.of(), OnAbort.CANCEL, fixture))
                .hasMessageContaining("UPDATE_FAILED: (not shown")
                .hasMessageNotContaining(DeployFixture.PASSWORD);
        assertThat(fixture.events.toString()).doesNotContain(DeployFixture.PASSWORD);
    }

    @Test
    void cancelsAnUpdateThatIsWatchedAgain() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        Running running = diesAfter(2, DeployFixture.allowed(CHANGED));
        fixture.aws.actions().eventsPerLook(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.deployer().watch(running, SECRETS, OnAbort.CANCEL, fixture))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("was cancelled and ended in UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void doesNotDiscardWhatIsExecuted() throws Exception {
        Running running = diesAfter(2, DeployFixture.allowed());

        assertThatThrownBy(() -> fixture.deployer().discard(running))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("is executed already");
    }

    private Running diesBeforeExecution(String template, boolean creates) throws Exception {
        Plan plan = fixture.plan(DeployFixture.allowed(template));
        return new Running(
                plan.stackId(),
                plan.changeSetId().orElseThrow(),
                creates,
                plan.creates(),
                Digest.of(Bytes.utf8(template)),
                Optional.empty());
    }

    /** Executed, then so many events happen, then whoever watched is dead. */
    private Running diesAfter(int events, Decision.Allowed allowed) throws Exception {
        fixture.aws.actions().eventsPerLook(0);
        fixture.pause = duration -> {
            throw new Death();
        };
        try {
            fixture.deploy(allowed);
        } catch (Death expected) {
            fixture.events.clear();
        }
        fixture.aws.actions().eventsPerLook(events);
        fixture.aws.actions().look("web");
        fixture.aws.actions().eventsPerLook(2);
        fixture.pause = fixture.pauses::add;
        return fixture.running.orElseThrow();
    }
}

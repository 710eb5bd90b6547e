package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.cfnattest.app.DeploymentEnd.Result;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process began another watches, and whatever comes of it is kept as that decision's end. */
@Timeout(60)
class WatchAgainTest {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";
    private static final String CHANGE_SET = "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/one/1";

    private final FakeDeployments aws = new FakeDeployments();
    private final Ends ends = new Ends();
    private final WatchAgain watchAgain = new WatchAgain(aws, ends);
    private final Told told = new Told();

    @Test
    void watchesWhatWasStartedAndKeepsItsEnd() throws Exception {
        aws.started = true;

        assertThat(watchAgain.watch(begun(STACK), order(), told)).contains(FakeDeployments.OUTCOME);

        assertThat(aws.calls)
                .containsExactly("connect eu-central-1", "account", "isStarted", "watch [Password] CANCEL", "close");
        assertThat(ends.permits).containsExactly(permit(STACK));
        assertThat(ends.kept).containsExactly(DeploymentEnd.of(FakeDeployments.OUTCOME));
    }

    @Test
    void takesBackWhatWasNotStartedAndKeepsThat() throws Exception {
        assertThat(watchAgain.watch(begun(STACK), order(), told)).isEmpty();

        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "isStarted", "discard", "close");
        assertThat(told.steps).singleElement().asString().contains("gate is to be asked again");
        assertThat(ends.kept)
                .containsExactly(new DeploymentEnd(
                        STACK + "/one",
                        Optional.empty(),
                        Result.FAILED,
                        "It was never started, and its change set was taken back."));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new DeploymentException("rolled back"), Result.FAILED, "rolled back"),
                Arguments.of(DeploymentException.unwatched("it goes on", null), Result.UNKNOWN, "it goes on"),
                Arguments.of(new InterruptedException("stopped"), Result.UNKNOWN, "stopped"),
                Arguments.of(new IllegalStateException("a defect"), Result.UNKNOWN, "a defect"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void keepsEveryOtherEndToo(Exception failure, Result result, String status) {
        aws.started = true;
        aws.watchFailure = Optional.of(failure);

        assertThat(catchThrowable(() -> watchAgain.watch(begun(STACK), order(), told)))
                .isSameAs(failure);

        assertThat(ends.kept)
                .containsExactly(new DeploymentEnd(STACK + "/one", Optional.of(CHANGE_SET), result, status));
    }

    /** What cannot even be looked at may go on. */
    @ParameterizedTest
    @ValueSource(strings = {"no credentials", "other account", "no look", "not taken back"})
    void callsUnknownWhatItCannotSee(String what) {
        switch (what) {
            case "no credentials" -> aws.account = Optional.empty();
            case "other account" -> aws.account = Optional.of("999999999999");
            case "no look" -> aws.lookFailure = Optional.of(new DeploymentException("no look"));
            default -> aws.discardFailure = Optional.of(new DeploymentException("is executed already"));
        }

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> watchAgain.watch(begun(STACK), order(), told))
                .withMessageContaining("could not be seen")
                .matches(DeploymentException::isUnwatched);

        assertThat(ends.kept).extracting(DeploymentEnd::result).containsExactly(Result.UNKNOWN);
    }

    @Test
    void keepsThatNobodyCouldEvenTry() {
        watchAgain.unseen(begun(STACK), new IllegalArgumentException("no such target"));

        assertThat(ends.kept).singleElement().satisfies(end -> {
            assertThat(end.result()).isEqualTo(Result.UNKNOWN);
            assertThat(end.status()).contains("no such target");
        });
        assertThat(aws.calls).isEmpty();
    }

    @Test
    void saysSoWhenAnEndCannotBeKept() {
        aws.started = true;
        ends.failure = Optional.of(new DeploymentException("no disk"));

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> watchAgain.watch(begun(STACK), order(), told))
                .withMessage("no disk");

        aws.watchFailure = Optional.of(new DeploymentException("rolled back"));
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> watchAgain.watch(begun(STACK), order(), told))
                .withMessage("rolled back")
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(ends.failure.get()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/db/one",
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/web-2/one",
                "arn:aws:cloudformation:eu-central-1:999999999999:stack/web/one",
                "arn:aws:cloudformation:us-east-1:123456789012:stack/web/one",
                "arn:aws-cn:cloudformation:eu-central-1:123456789012:stack/web/one"
            })
    void watchesNoOtherStackThanWasAllowed(String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Begun(running(other), permit(STACK)))
                .withMessageContaining("Another stack")
                .withMessageContaining(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arn:stack", "arn:aws:cloudformation:eu-central-1::stack/web", STACK + "/one"})
    void knowsNoStackWithoutItsPlace(String stack) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Begun(running(STACK + "/one"), permit(stack)));
    }

    @Test
    void looksNowhereElseThanWhereItWasDeployedTo() {
        Permit other = new Permit("staging", STACK, "pay/deploy", digest("t"), digest("a"), Optional.empty());

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> watchAgain.watch(new Begun(running(STACK + "/one"), other), order(), told))
                .withMessageContainingAll("'staging'", "'production'", "Nothing is done");

        String china = STACK.replace("arn:aws:", "arn:aws-cn:");
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> watchAgain.watch(begun(china), order(), told))
                .withMessageContaining("aws-cn");
        assertThat(aws.calls).isEmpty();
        assertThat(ends.kept).isEmpty();
    }

    private static Digest digest(String of) {
        return Digest.of(Bytes.utf8(of));
    }

    private static Permit permit(String stack) {
        return new Permit("production", stack, "pay/deploy", digest("t"), digest("a"), Optional.of(digest("decision")));
    }

    private static Begun begun(String stack) {
        return new Begun(running(stack + "/one"), permit(stack));
    }

    private static Running running(String stack) {
        return new Running(stack, CHANGE_SET, true, true, digest("template"), Optional.empty());
    }

    private static WatchAgain.Order order() {
        return new WatchAgain.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                Map.of("Password", "hunter2"),
                OnAbort.CANCEL,
                "test");
    }

    private static final class Ends implements DecisionLog {
        private final List<Permit> permits = new ArrayList<>();
        private final List<DeploymentEnd> kept = new ArrayList<>();
        private Optional<DeploymentException> failure = Optional.empty();

        @Override
        public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action) {
            throw new AssertionError("nothing is decided");
        }

        @Override
        public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            permits.add(permit);
            kept.add(end);
        }
    }

    private static final class Told implements DeploymentListener {
        private final List<String> steps = new ArrayList<>();

        @Override
        public void step(String sentence) {
            steps.add(sentence);
        }

        @Override
        public void event(StackEvent event) {
            steps.add(event.status());
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import java.util.Map;
import java.util.Optional;

/**
 * Watches again what was begun by a process that is no more, and keeps how it ended, as {@link DeployGated} would have. It was gated then, so it is not gated
 * now. Whatever comes of it is an end: that it was never started, and that nobody saw it, too.
 */
public final class WatchAgain {
    private final Deployments deployments;
    private final DecisionLog record;

    /** {@code record}: where ends go; it signs them, where the gate has a key. */
    public WatchAgain(Deployments deployments, DecisionLog record) {
        this.deployments = deployments;
        this.record = record;
    }

    /**
     * How to get there.
     *
     * @param target where; the one that was deployed to
     * @param access whose credentials
     * @param secrets values of NoEcho parameters by name, as far as they are known: they are blotted out, and none is sent
     * @param onAbort what becomes of the deployment when this is stopped
     * @param sessionName names an assumed role's session
     */
    public record Order(
            Target target, AwsAccess access, Map<String, String> secrets, OnAbort onAbort, String sessionName) {
        public Order {
            secrets = Map.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "Order[" + target.scope().name() + "]";
        }
    }

    /**
     * Watches it to its end.
     *
     * @return how it ended; absent when it was not started: then its change set is taken back, and the gate is to be asked again from scratch
     * @throws DeploymentException when it did not end well, was not seen to its end ({@link DeploymentException#isUnwatched()}), or its end could not be kept
     */
    public Optional<Outcome> watch(Begun begun, Order order, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        requireSame(begun, order.target());
        Optional<Outcome> outcome;
        try {
            outcome = look(begun, order, listener);
        } catch (DeploymentException | InterruptedException | RuntimeException e) {
            ended(begun, e);
            throw e;
        }
        record.ended(
                begun.permit(),
                outcome.map(DeploymentEnd::of)
                        .orElseGet(() -> DeploymentEnd.takenBack(begun.running().stackId())));
        return outcome;
    }

    /** Keeps that nobody can even look, and why; what cannot be kept is added to it. */
    public void unseen(Begun begun, Exception why) {
        ended(begun, unwatched(begun.running(), why));
    }

    private void ended(Begun begun, Exception why) {
        Running running = begun.running();
        try {
            record.ended(
                    begun.permit(), DeploymentEnd.without(running.stackId(), Optional.of(running.changeSetId()), why));
        } catch (DeploymentException | RuntimeException lost) {
            why.addSuppressed(lost);
        }
    }

    /** Before the region becomes part of a host's name. */
    private static void requireSame(Begun begun, Target target) throws DeploymentException {
        if (!begun.permit().target().equals(target.scope().name())
                || !begun.partition().equals(target.scope().partition())) {
            throw new DeploymentException(
                    "Another deployment was begun than this is asked to watch: expected the target '"
                            + begun.permit().target() + "' in " + begun.partition() + ", found '"
                            + target.scope().name() + "' in " + target.scope().partition() + ". Nothing is done.");
        }
    }

    private Optional<Outcome> look(Begun begun, Order order, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Running running = begun.running();
        try (Deployments.Connection connection = seen(
                running,
                () -> deployments.connect(order.target(), order.access(), begun.region(), order.sessionName()))) {
            String account = seen(running, connection::account);
            if (!account.equals(begun.account())) {
                throw unwatched(
                        running,
                        new DeploymentException("The credentials belong to another account: expected " + begun.account()
                                + ", found " + account + "."));
            }
            return StackLocks.SHARED.during(begun.permit().stack(), listener, () -> {
                if (seen(running, () -> connection.isStarted(running))) {
                    return Optional.of(connection.watch(running, order.secrets(), order.onAbort(), listener));
                }
                seen(running, () -> {
                    connection.discard(running);
                    return true;
                });
                listener.step(
                        "It had not been started: its change set is taken back, and the gate is to be asked again.");
                return Optional.empty();
            });
        }
    }

    /** As long as nobody could look, nothing that goes wrong is the end of the deployment. */
    private static <T> T seen(Running running, StackLocks.Work<T> work)
            throws DeploymentException, InterruptedException {
        try {
            return work.run();
        } catch (DeploymentException e) {
            throw unwatched(running, e);
        }
    }

    private static DeploymentException unwatched(Running running, Exception why) {
        return DeploymentException.unwatched(
                "How the deployment of stack " + running.stackId() + " ends could not be seen. " + why.getMessage(),
                why);
    }
}

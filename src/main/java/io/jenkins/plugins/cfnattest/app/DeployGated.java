package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import java.util.Map;
import java.util.Optional;

/**
 * The one way to a deployment: ask STS who we are, ask the gate, plan, read back, put the decision on record, and only then execute. Credentials
 * are not even touched for a request without a proof, or by a job that may not deploy this stack in this region. Within a process one deployment of a
 * stack waits for the other, and is decided on when that has ended.
 */
public final class DeployGated {
    private final Gate gate;
    private final Deployments deployments;
    private final Keeping keeping;

    /** Deploys to AWS; decisions are neither signed nor recorded. */
    public DeployGated(Gate gate) {
        this(gate, Deployments.aws());
    }

    /** Deploys where {@code deployments} leads; decisions are neither signed nor recorded. */
    public DeployGated(Gate gate, Deployments deployments) {
        this(gate, deployments, DecisionLog.none(), Optional.empty());
    }

    /** Deploys where {@code deployments} leads, and only what could be signed and put on record. */
    public DeployGated(Gate gate, Deployments deployments, DecisionLog record, Optional<DecisionSigner> signer) {
        this.gate = gate;
        this.deployments = deployments;
        this.keeping = new Keeping(record, signer);
    }

    /**
     * Everything a deployment needs beside the proof.
     *
     * @param target where; its scope is the one the request names, since that is what the gate looks at
     * @param access whose credentials
     * @param request what the gate is asked
     * @param evidence what it looks at beside the envelope
     * @param secrets values of NoEcho parameters by name; exactly the names the request names
     * @param mode what to do once it is allowed
     * @param onAbort what becomes of a running deployment when this is stopped
     * @param sessionName names an assumed role's session
     */
    public record Order(
            Target target,
            AwsAccess access,
            DeploymentRequest request,
            Evidence evidence,
            Map<String, String> secrets,
            Mode mode,
            OnAbort onAbort,
            String sessionName) {
        public Order {
            secrets = Map.copyOf(secrets);
            Observation.requireSame(target.scope(), request);
            if (!secrets.keySet().equals(request.secretParameters())) {
                throw new IllegalArgumentException("The gate would be asked about the secret parameters "
                        + request.secretParameters() + ", but values are given for " + secrets.keySet() + ".");
            }
        }

        /** Without evidence beside the proof; an update is cancelled when this is stopped. */
        public Order(
                Target target,
                AwsAccess access,
                DeploymentRequest request,
                Map<String, String> secrets,
                Mode mode,
                String sessionName) {
            this(target, access, request, Evidence.none(), secrets, mode, OnAbort.CANCEL, sessionName);
        }

        @Override
        public String toString() {
            return "Order[" + target.scope().name() + "/" + request.stack() + "]";
        }
    }

    /** What to do once it is allowed. */
    public sealed interface Mode {
        /** Plan and execute. */
        record Deploy() implements Mode {}

        /** Plan only; the change set stays. */
        record DryRun() implements Mode {}

        /**
         * Execute a change set that a dry run kept.
         *
         * @param changeSet its ARN
         */
        record Apply(String changeSet) implements Mode {}
    }

    /**
     * What came of it.
     *
     * @param decision the gate's answer
     * @param signed the decision as it is kept, where the gate has a key of its own
     * @param plan the change set, if the gate allowed it and it could be made
     * @param outcome the end of the deployment, if it was executed
     */
    public record Result(
            Decision decision, Optional<SignedDecision> signed, Optional<Plan> plan, Optional<Outcome> outcome) {}

    /**
     * Gates and deploys. A refusal is a result, not an exception. Where STS gives no account (no credentials, no network), a dry run or a request the
     * gate refuses anyway is gated all the same and ends without a plan; the listener is told why.
     */
    public Result deploy(Bytes envelope, Order order, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        DeploymentRequest request = order.request();
        Decision before = gate.decide(envelope, request, order.evidence());
        if (Observation.isHopeless(before)) {
            return ended(before, order, listener);
        }
        try (Deployments.Connection connection =
                deployments.connect(order.target(), order.access(), request.region(), order.sessionName())) {
            boolean deploys = !(order.mode() instanceof Mode.DryRun) && before instanceof Decision.Allowed;
            Optional<String> account = Observation.account(connection, deploys, listener::step);
            DeploymentRequest observed = account.map(request::observedIn).orElse(request);
            if (order.mode() instanceof Mode.DryRun || account.isEmpty()) {
                return decideAndDeploy(envelope, observed, order, connection, listener);
            }
            // Nobody waits for a turn that the gate would refuse; and who had to wait is decided on after that.
            if (before instanceof Decision.Refused
                    && gate.decide(envelope, observed, order.evidence()) instanceof Decision.Refused refused) {
                return ended(refused, order, listener);
            }
            return StackLocks.SHARED.during(
                    observed.stackArn(),
                    listener,
                    () -> decideAndDeploy(envelope, observed, order, connection, listener));
        }
    }

    private Result decideAndDeploy(
            Bytes envelope,
            DeploymentRequest observed,
            Order order,
            Deployments.Connection connection,
            DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Decision decision = gate.decide(envelope, observed, order.evidence());
        if (!(decision instanceof Decision.Allowed allowed)
                || observed.observedAccount().isEmpty()) {
            return ended(decision, order, listener);
        }
        listener.decided(decision);
        return deploy(allowed, order, connection, listener);
    }

    /** The gate has spoken and nothing follows. */
    private Result ended(Decision decision, Order order, DeploymentListener listener) throws DeploymentException {
        listener.decided(decision);
        return new Result(
                decision, keeping.keep(decision, order, Optional.empty()), Optional.empty(), Optional.empty());
    }

    private Result deploy(
            Decision.Allowed allowed, Order order, Deployments.Connection connection, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Plan plan;
        try {
            plan = order.mode() instanceof Mode.Apply apply
                    ? connection.adopt(apply.changeSet(), allowed, order.secrets(), listener)
                    : connection.plan(allowed, order.secrets(), listener);
        } catch (DeploymentException | InterruptedException | RuntimeException e) {
            keeping.unplanned(allowed, e);
            throw e;
        }
        Optional<SignedDecision> signed;
        try {
            listener.planned(plan);
            signed = keeping.keep(allowed, order, Optional.of(plan));
        } catch (DeploymentException | RuntimeException e) {
            discard(connection, plan, e);
            throw e;
        }
        if (order.mode() instanceof Mode.DryRun) {
            return new Result(allowed, signed, Optional.of(plan), Optional.empty());
        }
        Permit permit = Permit.of(allowed, signed);
        Outcome outcome;
        try {
            outcome = connection.execute(plan, allowed, order.onAbort(), listener);
        } catch (DeploymentException | InterruptedException | RuntimeException e) {
            try {
                keeping.record().ended(permit, DeploymentEnd.without(plan.stackId(), plan.changeSetId(), e));
            } catch (DeploymentException | RuntimeException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
        keeping.record().ended(permit, DeploymentEnd.of(outcome));
        return new Result(allowed, signed, Optional.of(plan), Optional.of(outcome));
    }

    private static void discard(Deployments.Connection connection, Plan plan, Exception because) {
        try {
            connection.discard(plan);
        } catch (DeploymentException | RuntimeException left) {
            because.addSuppressed(left);
        }
    }
}

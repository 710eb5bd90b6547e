package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one way to a deployment: ask STS who we are, ask the gate, plan, and only then execute. Credentials are not even touched for a request
 * without a proof, or by a job that may not deploy this stack in this region: the region becomes part of a host's name, and the gate alone
 * decides which regions there are.
 */
public final class DeployGated {
    private static final Set<ReasonCode> ELSEWHERE =
            Set.of(ReasonCode.TARGET_FORBIDDEN, ReasonCode.STACK_FORBIDDEN, ReasonCode.REGION_FORBIDDEN);

    private final Gate gate;
    private final Deployments deployments;
    private final DecisionLog record;

    /** Deploys to AWS. */
    public DeployGated(Gate gate) {
        this(gate, Deployments.aws());
    }

    /** Deploys to AWS, and only what could be put on record. */
    public DeployGated(Gate gate, DecisionLog record) {
        this(gate, Deployments.aws(), record);
    }

    /** Deploys where {@code deployments} leads. */
    public DeployGated(Gate gate, Deployments deployments) {
        this(gate, deployments, DecisionLog.none());
    }

    /** Deploys where {@code deployments} leads, and only what could be put on record. */
    public DeployGated(Gate gate, Deployments deployments, DecisionLog record) {
        this.gate = gate;
        this.deployments = deployments;
        this.record = record;
    }

    /**
     * Everything a deployment needs beside the proof.
     *
     * @param target where; its scope is the one the request names, since that is what the gate looks at
     * @param access whose credentials
     * @param request what the gate is asked
     * @param secrets values of NoEcho parameters by name; exactly the names the request names
     * @param dryRun plan only
     * @param sessionName names an assumed role's session
     */
    public record Order(
            Target target,
            AwsAccess access,
            DeploymentRequest request,
            Map<String, String> secrets,
            boolean dryRun,
            String sessionName) {
        public Order {
            secrets = Map.copyOf(secrets);
            if (!target.scope().equals(request.target())) {
                throw new IllegalArgumentException("The gate would be asked about the target '"
                        + request.target().name() + "', but the deployment would go to another ('"
                        + target.scope().name() + "').");
            }
            if (!secrets.keySet().equals(request.secretParameters())) {
                throw new IllegalArgumentException("The gate would be asked about the secret parameters "
                        + request.secretParameters() + ", but values are given for " + secrets.keySet() + ".");
            }
        }

        @Override
        public String toString() {
            return "Order[" + target.scope().name() + "/" + request.stack() + "]";
        }
    }

    /**
     * What came of it.
     *
     * @param decision the gate's answer
     * @param plan the change set, if the gate allowed it and it could be made
     * @param outcome the end of the deployment, if it was executed
     */
    public record Result(Decision decision, Optional<Plan> plan, Optional<Outcome> outcome) {}

    /**
     * Gates and deploys. A refusal is a result, not an exception. Where STS gives no account (no credentials, no network), a dry run or a request the
     * gate refuses anyway is gated all the same and ends without a plan; the listener is told why.
     */
    public Result deploy(Bytes envelope, Order order, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        DeploymentRequest request = order.request();
        Decision before = gate.decide(envelope, request);
        if (isHopeless(before)) {
            listener.decided(before);
            record.decided(before, request, order.dryRun());
            return new Result(before, Optional.empty(), Optional.empty());
        }
        try (Deployments.Connection connection =
                deployments.connect(order.target(), order.access(), request.region(), order.sessionName())) {
            boolean deploys = !order.dryRun() && before instanceof Decision.Allowed;
            Optional<String> account = account(connection, deploys, listener);
            DeploymentRequest observed = account.map(request::observedIn).orElse(request);
            Decision decision = gate.decide(envelope, observed);
            listener.decided(decision);
            record.decided(decision, observed, order.dryRun());
            if (!(decision instanceof Decision.Allowed allowed) || account.isEmpty()) {
                return new Result(decision, Optional.empty(), Optional.empty());
            }
            Plan plan = connection.plan(allowed, order.secrets(), listener);
            listener.planned(plan);
            if (order.dryRun()) {
                return new Result(decision, Optional.of(plan), Optional.empty());
            }
            return new Result(decision, Optional.of(plan), Optional.of(connection.execute(plan, allowed, listener)));
        }
    }

    private static boolean isHopeless(Decision decision) {
        return decision instanceof Decision.Refused refused
                && (refused.verified().isEmpty()
                        || refused.refusals().stream().anyMatch(refusal -> ELSEWHERE.contains(refusal.code())));
    }

    private static Optional<String> account(
            Deployments.Connection connection, boolean needed, DeploymentListener listener) throws DeploymentException {
        try {
            return Optional.of(connection.account());
        } catch (DeploymentException e) {
            if (needed) {
                throw e;
            }
            listener.step("This asks the gate only and makes no change set: " + e.getMessage());
            return Optional.empty();
        }
    }
}

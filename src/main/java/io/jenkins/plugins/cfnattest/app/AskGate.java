package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks what {@link DeployGated} would ask, STS included, and does nothing with the answer: it has neither the values of secrets to plan with nor a key or
 * record to keep a decision in. A deployment is gated again in any case.
 */
public final class AskGate {
    private final Gate gate;
    private final Deployments deployments;

    /** Asks this gate; {@code deployments} lead to STS. */
    public AskGate(Gate gate, Deployments deployments) {
        this.gate = gate;
        this.deployments = deployments;
    }

    /**
     * What is asked beside the proof.
     *
     * @param target where; its scope is the one the request names, since that is what the gate looks at
     * @param access whose credentials
     * @param request what the gate is asked
     * @param evidence what it looks at beside the envelope
     * @param sessionName names an assumed role's session
     */
    public record Question(
            Target target, AwsAccess access, DeploymentRequest request, Evidence evidence, String sessionName) {
        public Question {
            Observation.requireSame(target.scope(), request);
        }

        @Override
        public String toString() {
            return "Question[" + target.scope().name() + "/" + request.stack() + "]";
        }
    }

    /**
     * The answer; about the account where STS says which it is.
     *
     * @param console is told why STS gave no account, if it was asked and gave none
     */
    public Decision ask(Bytes envelope, Question question, Consumer<String> console) throws DeploymentException {
        DeploymentRequest request = question.request();
        Decision before = gate.decide(envelope, request, question.evidence());
        if (Observation.isHopeless(before)) {
            return before;
        }
        Optional<String> account;
        try (Deployments.Connection connection =
                deployments.connect(question.target(), question.access(), request.region(), question.sessionName())) {
            account = Observation.account(connection, false, console);
        }
        return account.isEmpty()
                ? before
                : gate.decide(envelope, request.observedIn(account.get()), question.evidence());
    }
}

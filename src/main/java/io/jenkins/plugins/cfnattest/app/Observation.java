package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who we are, as STS says, and when to ask: not for a request without a proof, and not for a job that may not deploy this stack in this region. The region
 * becomes part of a host's name, and the gate alone decides which regions there are.
 */
final class Observation {
    private static final Set<ReasonCode> ELSEWHERE =
            Set.of(ReasonCode.TARGET_FORBIDDEN, ReasonCode.STACK_FORBIDDEN, ReasonCode.REGION_FORBIDDEN);

    private Observation() {}

    /** Whether no credentials are to be touched for what was decided like this before STS was asked. */
    static boolean isHopeless(Decision before) {
        return before instanceof Decision.Refused refused
                && (refused.verified().isEmpty()
                        || refused.refusals().stream().anyMatch(refusal -> ELSEWHERE.contains(refusal.code())));
    }

    /**
     * The account; absent where STS gives none (no credentials, no network).
     *
     * @param needed whether that is an error
     * @param console is told why there is none
     */
    static Optional<String> account(Deployments.Connection connection, boolean needed, Consumer<String> console)
            throws DeploymentException {
        try {
            return Optional.of(connection.account());
        } catch (DeploymentException e) {
            if (needed) {
                throw e;
            }
            console.accept("This asks the gate only and makes no change set: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The gate is asked about the very target the connection leads to. */
    static void requireSame(TargetScope connected, DeploymentRequest request) {
        if (!connected.equals(request.target())) {
            throw new IllegalArgumentException("The gate would be asked about the target '"
                    + request.target().name() + "', but the connection would lead to another ('" + connected.name()
                    + "').");
        }
    }
}

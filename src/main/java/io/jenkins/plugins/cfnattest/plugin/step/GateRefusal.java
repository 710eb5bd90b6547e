package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Optional;

/** The gate refused. It ends the step, or has it ask for an approval; the build never gets to see it: it cannot store the decision. */
final class GateRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Decision.Refused refused;
    private final transient Optional<SignedDecision> signed;

    /** {@code message}: every reason, a line each. */
    GateRefusal(String message, Decision.Refused refused, Optional<SignedDecision> signed) {
        super(message);
        this.refused = refused;
        this.signed = signed;
    }

    Decision.Refused refused() {
        return refused;
    }

    /** As the gate signed it, where it has a key. */
    Optional<SignedDecision> signed() {
        return signed;
    }

    /** What fails the step, with a line more. */
    AbortException failure(String more) {
        return new AbortException(getMessage() + (more.isEmpty() ? "" : "\n" + more));
    }
}

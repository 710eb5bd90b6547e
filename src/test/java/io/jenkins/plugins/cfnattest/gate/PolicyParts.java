package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.util.Optional;
import java.util.Set;

/** Changes what a policy says beside its rules. Every member may be changed before it is used. */
final class PolicyParts {
    Optional<TrustedKeys> trustedKeys = Optional.empty();
    Optional<WaiverTerms> waivers = Optional.empty();
    boolean rollback;
    Optional<TrustedLogs> trustedLogs = Optional.empty();
    boolean recordRequired;
    Optional<Set<String>> freeParameters = Optional.empty();

    /** The policy with these parts. */
    Policy of(Policy base) {
        return new Policy(
                base.name(),
                base.digest(),
                base.signatures(),
                base.maxAge(),
                base.clockSkew(),
                base.threshold(),
                base.evaluation(),
                base.inspectors(),
                base.rules(),
                freeParameters.orElse(base.freeParameters()),
                base.notEvaluated(),
                base.suppressions(),
                base.nestedContent(),
                trustedKeys,
                waivers,
                rollback,
                trustedLogs,
                recordRequired,
                base.accept2020());
    }
}

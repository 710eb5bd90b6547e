package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The gate's answer. Nothing missing, empty or unknown ever means allowed. */
public sealed interface Decision {
    /** What led to it. */
    Facts facts();

    /** What was verified; absent when the envelope could not be. */
    Optional<VerifiedStatement> verified();

    /** Every reason, those of the checks first; empty exactly where it is allowed. */
    List<Refusal> refusals();

    /** The policy it was made under. */
    default PolicyRef policy() {
        return facts().policy();
    }

    /** What each check said, in order. */
    default List<CheckResult> checks() {
        return facts().checks();
    }

    /** Whether every check passed; one that is allowed without that was let pass by enforcement or by an approval. */
    default boolean passed() {
        return this instanceof Allowed
                && checks().stream().noneMatch(check -> check.outcome() == CheckResult.Outcome.RELAXED);
    }

    /**
     * What was asked, as the decision statement says it: with the parameters as they would be deployed, hidden ones by name only. Approvals are bound to it.
     *
     * @param readBack BEFORE, AFTER, or NONE where nothing is deployed
     */
    default RequestRef asked(String readBack) {
        return Asked.of(facts().request(), verified(), readBack);
    }

    /**
     * What led to a decision.
     *
     * @param policy the policy
     * @param at when it was decided
     * @param envelope the envelope as it was received
     * @param request what was asked
     * @param checks what each check said, in order
     * @param waivers the waivers without which more would refuse
     * @param approval the approval that was used, if any
     */
    record Facts(
            PolicyRef policy,
            Instant at,
            Bytes envelope,
            DeploymentRequest request,
            List<CheckResult> checks,
            List<UsedWaiver> waivers,
            Optional<Approval> approval) {
        public Facts {
            checks = List.copyOf(checks);
            waivers = List.copyOf(waivers);
        }

        /** The SHA-256 of the envelope: the one name of what could not be verified. */
        public Digest received() {
            return Digest.of(envelope);
        }
    }

    /** Exactly these bytes with exactly this request may be deployed, now. Only {@link Gate} makes one. */
    final class Allowed implements Decision {
        private final Facts facts;
        private final VerifiedStatement statement;

        Allowed(Facts facts, VerifiedStatement statement) {
            this.facts = facts;
            this.statement = statement;
            if (facts.checks().isEmpty()
                    || facts.checks().stream().anyMatch(check -> check.outcome() == CheckResult.Outcome.REFUSED)) {
                throw new IllegalStateException("Allowed needs checks, and none of them refusing.");
            }
        }

        @Override
        public Facts facts() {
            return facts;
        }

        @Override
        public Optional<VerifiedStatement> verified() {
            return Optional.of(statement);
        }

        @Override
        public List<Refusal> refusals() {
            return List.of();
        }

        /** The verified statement with the template to deploy. */
        public VerifiedStatement statement() {
            return statement;
        }

        /** The request that was allowed. */
        public DeploymentRequest request() {
            return facts.request();
        }

        /** The template to deploy. */
        public Bytes template() {
            return statement.template();
        }

        /** Name and value of each parameter as it will be deployed: given, else default; without those of {@link #hiddenParameters()}, and those that keep the stack's value. */
        public SortedMap<String, String> openParameters() {
            return effective().values();
        }

        /** The names of the NoEcho parameters that have a value. */
        public SortedSet<String> hiddenParameters() {
            return effective().withheld();
        }

        private EffectiveParameters effective() {
            try {
                return RequestedParameters.of(Template.parse(template().toArray()), request(), Map.of());
            } catch (TemplateException e) {
                throw new IllegalStateException(
                        "What the gate allowed has a template and parameters that fit, but now they do not.", e);
            }
        }
    }

    /**
     * Not allowed.
     *
     * @param facts what led to it
     * @param verified what was verified, if anything
     * @param refusals every reason, those of the checks first; at least one
     */
    record Refused(Facts facts, Optional<VerifiedStatement> verified, List<Refusal> refusals) implements Decision {
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("A refusal names at least one reason.");
            }
        }
    }
}

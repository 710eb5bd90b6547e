package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The gate's answer. Nothing missing, empty or unknown ever means allowed. */
public sealed interface Decision {
    /** The policy it was made under. */
    PolicyRef policy();

    /** What each check said, in order. */
    List<CheckResult> checks();

    /** What was verified; absent when the envelope could not be. */
    Optional<VerifiedStatement> verified();

    /** Exactly these bytes with exactly this request may be deployed, now. Only {@link Gate} makes one. */
    final class Allowed implements Decision {
        private final PolicyRef policy;
        private final List<CheckResult> checks;
        private final VerifiedStatement statement;
        private final DeploymentRequest request;

        Allowed(PolicyRef policy, List<CheckResult> checks, VerifiedStatement statement, DeploymentRequest request) {
            this.policy = policy;
            this.checks = List.copyOf(checks);
            this.statement = statement;
            this.request = request;
            if (this.checks.isEmpty()
                    || this.checks.stream().anyMatch(check -> check.outcome() == CheckResult.Outcome.REFUSED)) {
                throw new IllegalStateException("Allowed needs checks, and none of them refusing.");
            }
        }

        @Override
        public PolicyRef policy() {
            return policy;
        }

        @Override
        public List<CheckResult> checks() {
            return checks;
        }

        @Override
        public Optional<VerifiedStatement> verified() {
            return Optional.of(statement);
        }

        /** The verified statement with the template to deploy. */
        public VerifiedStatement statement() {
            return statement;
        }

        /** The request that was allowed. */
        public DeploymentRequest request() {
            return request;
        }

        /** The template to deploy. */
        public Bytes template() {
            return statement.template();
        }

        /** Name and value of each parameter as it will be deployed: given, else default; without those of {@link #hiddenParameters()}. */
        public SortedMap<String, String> openParameters() {
            return effective().values();
        }

        /** The names of the NoEcho parameters that have a value. */
        public SortedSet<String> hiddenParameters() {
            return effective().withheld();
        }

        private EffectiveParameters effective() {
            try {
                return EffectiveParameters.of(
                        Template.parse(template().toArray()),
                        request.parameters(),
                        request.secretParameters(),
                        Map.of());
            } catch (TemplateException e) {
                throw new IllegalStateException(
                        "What the gate allowed has a template and parameters that fit, but now they do not.", e);
            }
        }
    }

    /**
     * Not allowed.
     *
     * @param policy the policy it was made under
     * @param checks what each check said
     * @param verified what was verified, if anything
     * @param refusals every reason; at least one
     */
    record Refused(
            PolicyRef policy, List<CheckResult> checks, Optional<VerifiedStatement> verified, List<Refusal> refusals)
            implements Decision {
        public Refused {
            checks = List.copyOf(checks);
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("A refusal names at least one reason.");
            }
        }
    }
}

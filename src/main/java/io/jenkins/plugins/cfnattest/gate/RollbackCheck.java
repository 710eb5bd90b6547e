package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Check 14: the template was not inspected earlier than what the record knows as the newest allowed deployment of this stack, by any job; unless
 * the request asks for a rollback and the policy allows one. It stops the replay of a proof that was good once. The same attestation
 * may be deployed again.
 */
final class RollbackCheck implements Check {
    /** The detail that names the attestation that was deployed. */
    static final String DEPLOYED = "deployed";

    private final DeploymentRequest request;

    RollbackCheck(DeploymentRequest request) {
        this.request = request;
    }

    @Override
    public int number() {
        return 14;
    }

    @Override
    public String name() {
        return "rollback";
    }

    /** Where nobody knows the account no deployment follows; and without a record nothing is known of earlier ones, which a policy that needs it refuses. */
    @Override
    public boolean applies(Case facts) {
        return account().isPresent()
                && (facts.evidence().record().isPresent() || facts.policy().recordRequired());
    }

    private Optional<String> account() {
        return request.observedAccount().or(request.target()::account);
    }

    @Override
    public List<Refusal> examine(Case facts) {
        if (account().filter(known -> known.matches("[0-9]{12}")).isEmpty()) {
            return List.of(Refusal.of(
                    ReasonCode.RECORD_UNAVAILABLE,
                    "Nobody can look up what was deployed to the stack " + OneLine.quoted(request.stack())
                            + ", since its account should have 12 digits, but is "
                            + account().map(OneLine::quoted).orElse("unknown")
                            + ". Correct the target's credentials."));
        }
        if (facts.evidence().record().isEmpty()) {
            return List.of(unavailable(
                    facts, "there is no record", "Have an administrator configure the record beside the gate."));
        }
        try {
            Optional<DecisionEvent> newest = facts.evidence().record().get().newestDeployment(request.stackArn());
            if (newest.isEmpty()) {
                return List.of();
            }
            Optional<DecisionEvent.Proof> deployed = newest.get().proof();
            return deployed.isPresent()
                    ? older(deployed.get(), facts)
                    : List.of(unavailable(
                            facts,
                            "the record does not say which inspection was deployed",
                            "Have the record checked."));
        } catch (LedgerException e) {
            return List.of(unavailable(
                    facts, OneLine.of(e.getMessage(), 4 * OneLine.VALUE), "Have the record checked, then try again."));
        }
    }

    private List<Refusal> older(DecisionEvent.Proof deployed, Case facts) {
        Instant inspectedAt = facts.predicate().inspectedAt();
        boolean wanted = request.rollback() && facts.policy().rollback();
        if (!inspectedAt.isBefore(deployed.inspectedAt()) || wanted) {
            return List.of();
        }
        String what = request.rollback()
                ? "the policy '" + facts.policy().name() + "' allows no rollback. Attest again and deploy that."
                : "the request asks for no rollback. Attest again and deploy that"
                        + (facts.policy().rollback() ? ", or ask for a rollback." : ".");
        return List.of(new Refusal(
                ReasonCode.ROLLBACK_FORBIDDEN,
                inspected(facts) + ", but the newest deployment of " + stack()
                        + " was inspected later, at " + deployed.inspectedAt() + " (attestation "
                        + deployed.attestation().first12() + "), and " + what,
                Map.of(
                        "inspectedAt",
                        inspectedAt.toString(),
                        "deployedInspectedAt",
                        deployed.inspectedAt().toString(),
                        DEPLOYED,
                        deployed.attestation().hex())));
    }

    private static String inspected(Case facts) {
        return facts.verified().isOf2020()
                ? "An envelope of the 2020 service names no time, so it counts as older than every attestation"
                : "The template was inspected at " + facts.predicate().inspectedAt();
    }

    private Refusal unavailable(Case facts, String why, String todo) {
        return Refusal.of(
                ReasonCode.RECORD_UNAVAILABLE,
                "The record should say what was deployed to " + stack() + " before"
                        + (facts.policy().recordRequired()
                                ? " (the policy '" + facts.policy().name() + "' needs it)"
                                : "")
                        + ", but cannot: " + why + (why.endsWith(".") ? " " : ". ") + todo);
    }

    private String stack() {
        return OneLine.of(request.stackArn(), 2 * OneLine.VALUE);
    }
}

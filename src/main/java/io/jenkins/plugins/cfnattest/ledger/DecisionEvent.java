package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the event document of a decision says.
 *
 * @param action what was asked for
 * @param allowed what the gate said
 * @param stack {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}; an account nobody asked for is empty
 * @param caller who asked
 * @param proof which attestation it was about; there whenever it is allowed
 * @param refusals the codes of the refusals
 * @param approved digest of the refusal that was let pass by an approval (break-glass), if one was
 */
public record DecisionEvent(
        Action action,
        boolean allowed,
        String stack,
        String caller,
        Optional<Proof> proof,
        List<String> refusals,
        Optional<Digest> approved) {
    private static final String ALLOWED = "ALLOWED";
    private static final String REFUSED = "REFUSED";
    private static final String APPROVED = "approved";

    public DecisionEvent {
        refusals = List.copyOf(refusals);
        if (allowed && (proof.isEmpty() || !refusals.isEmpty())) {
            throw new IllegalArgumentException("What was allowed has a proof and no refusals.");
        }
        if (approved.isPresent() && !allowed) {
            throw new IllegalArgumentException("What an approval lets pass is allowed.");
        }
    }

    /** Without an approval. */
    public DecisionEvent(
            Action action, boolean allowed, String stack, String caller, Optional<Proof> proof, List<String> refusals) {
        this(action, allowed, stack, caller, proof, refusals, Optional.empty());
    }

    /** What the gate was asked for. */
    public enum Action {
        /** Whether it would allow a deployment. */
        ASK,
        /** A change set that is not executed. */
        PLAN,
        /** A deployment. */
        DEPLOY
    }

    /**
     * The attestation.
     *
     * @param attestation its digest
     * @param template the template's digest
     * @param inspectedAt when it was inspected
     */
    public record Proof(Digest attestation, Digest template, Instant inspectedAt) {}

    /** Whether a deployment followed, or was meant to: nothing is executed before its decision is on record. */
    boolean isDeployment() {
        return allowed && action == Action.DEPLOY;
    }

    /** The facts of its document. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("action", action.name());
        facts.put("result", allowed ? ALLOWED : REFUSED);
        facts.put("stack", stack);
        facts.put("caller", caller);
        facts.put("refusals", String.join(" ", refusals));
        approved.ifPresent(refusal -> facts.put(APPROVED, refusal.hex()));
        proof.ifPresent(known -> {
            facts.put("attestation", known.attestation().hex());
            facts.put("template", known.template().hex());
            facts.put("inspectedAt", known.inspectedAt().toString());
        });
        return facts;
    }

    /** Reads them; what is not understood is an error, since it could be what forbids a deployment. */
    static DecisionEvent of(long index, EventDocument document) throws LedgerException {
        Map<String, String> facts = document.facts();
        try {
            String result = fact(facts, "result");
            if (!List.of(ALLOWED, REFUSED).contains(result)) {
                throw new IllegalArgumentException("its result is unknown");
            }
            Optional<Proof> proof = facts.containsKey("attestation")
                    ? Optional.of(new Proof(
                            new Digest(fact(facts, "attestation")),
                            new Digest(fact(facts, "template")),
                            Instant.parse(fact(facts, "inspectedAt"))))
                    : Optional.empty();
            return new DecisionEvent(
                    Action.valueOf(fact(facts, "action")),
                    result.equals(ALLOWED),
                    fact(facts, "stack"),
                    fact(facts, "caller"),
                    proof,
                    Arrays.stream(fact(facts, "refusals").split(" "))
                            .filter(code -> !code.isEmpty())
                            .toList(),
                    Optional.ofNullable(facts.get(APPROVED)).map(Digest::new));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LedgerException(
                    Kind.MALFORMED,
                    "The event document of decision " + index + " should say who wanted what, but " + e.getMessage(),
                    e);
        }
    }

    private static String fact(Map<String, String> facts, String name) {
        return Optional.ofNullable(facts.get(name))
                .orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }
}

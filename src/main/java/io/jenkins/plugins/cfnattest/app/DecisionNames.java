package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;

/** How the files of a decision are called: {@code FIRST12.TARGET.STACK.decision.json} and {@code .vsa.json}, and {@code .deployment.json} how it ended. */
public final class DecisionNames {
    /** How names of decisions end. */
    public static final String DECISION = ".decision.json";

    /** How names of verification summaries end. */
    public static final String SUMMARY = ".vsa.json";

    /** How names of ends of deployments end. */
    public static final String DEPLOYMENT = ".deployment.json";

    private DecisionNames() {}

    /**
     * The name without its end.
     *
     * @param number 1 for the first of its kind, then 2 and so on: the same may be decided more than once
     */
    public static String base(Decision decision, int number) {
        String first12 = decision.verified()
                .map(VerifiedStatement::attestationDigest)
                .orElseGet(() -> decision.facts().received())
                .first12();
        return base(
                first12,
                decision.facts().request().target().name(),
                decision.facts().request().stack(),
                number);
    }

    /** The same of a decision that allowed. */
    public static String base(Permit permit, int number) {
        return base(permit.attestation().first12(), permit.target(), permit.stackName(), number);
    }

    private static String base(String first12, String target, String stack, int number) {
        String name = first12 + "." + plain(target) + "." + plain(stack);
        return number == 1 ? name : name + "." + Integer.toString(number);
    }

    /** Names come from people; as part of a file's name they must not lead anywhere else. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}

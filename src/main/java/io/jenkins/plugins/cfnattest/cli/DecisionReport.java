package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what the gate said. */
final class DecisionReport {
    private DecisionReport() {}

    /** The reasons of a decision; none when it is allowed. */
    static List<Refusal> refusals(Decision decision) {
        return decision instanceof Decision.Refused refused ? refused.refusals() : List.of();
    }

    static Map<String, Object> asJson(
            String answer, List<CheckResult> checks, Optional<VerifiedStatement> verified, List<Refusal> refusals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(answer, refusals.isEmpty());
        verified.ifPresent(statement -> {
            json.put("template", statement.statement().subjectName());
            json.put("templateDigest", statement.statement().subjectDigest().hex());
            json.put("attestationDigest", statement.attestationDigest().hex());
            json.put("verdict", statement.statement().predicate().result().verdict());
            json.put(
                    "signedBy",
                    statement.signers().stream().map(TrustedKey::name).toList());
        });
        List<Map<String, Object>> lines = new ArrayList<>();
        for (CheckResult check : checks) {
            // Not Map.of, whose order differs from run to run.
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("number", check.number());
            line.put("name", check.name());
            line.put("outcome", check.outcome().name());
            line.put(
                    "refusals",
                    check.refusals().stream().map(DecisionReport::asJson).toList());
            lines.add(line);
        }
        json.put("checks", lines);
        json.put("refusals", refusals.stream().map(DecisionReport::asJson).toList());
        return json;
    }

    /** The gate's answer with the policy it was made under. */
    static Map<String, Object> asJson(Decision decision) {
        Map<String, Object> json = asJson("allowed", decision.checks(), decision.verified(), refusals(decision));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("name", decision.policy().name());
        policy.put("digest", decision.policy().digest().hex());
        json.put("policy", policy);
        return json;
    }

    private static Map<String, Object> asJson(Refusal refusal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", refusal.code().name());
        json.put("message", refusal.message());
        json.put("details", refusal.details());
        return json;
    }

    static void print(Console console, boolean explain, String good, String bad, Decision decision) {
        print(console, explain, good, bad, decision.checks(), decision.verified(), refusals(decision));
        if (explain) {
            console.print("  policy       " + Console.plain(decision.policy().name()) + "  sha256:"
                    + decision.policy().digest().hex());
        }
    }

    static void print(
            Console console,
            boolean explain,
            String good,
            String bad,
            List<CheckResult> checks,
            Optional<VerifiedStatement> verified,
            List<Refusal> refusals) {
        boolean fine = refusals.isEmpty();
        console.print(console.tinted(fine ? Console.Tone.GOOD : Console.Tone.BAD, fine ? good : bad));
        verified.ifPresent(statement -> {
            console.print(
                    "  template     " + Console.plain(statement.statement().subjectName()) + "  sha256:"
                            + statement.statement().subjectDigest().hex());
            console.print(
                    "  attestation  sha256:" + statement.attestationDigest().hex());
            console.print("  verdict      "
                    + statement.statement().predicate().result().verdict());
            for (TrustedKey key : statement.signers()) {
                console.print("  signed by    " + key.name() + "  "
                        + key.key().keyId().hex());
            }
            statement.notes().forEach(note -> console.print("  note         " + note));
        });
        // Explained, each reason stands under its check.
        for (Refusal refusal : explain ? List.<Refusal>of() : refusals) {
            console.print("  " + console.tinted(Console.Tone.BAD, refusal.code().name()) + "  " + refusal.message());
        }
        if (explain) {
            checks.forEach(check -> explain(console, check));
        }
    }

    private static void explain(Console console, CheckResult check) {
        console.print(line(console, check));
        for (Refusal refusal : check.refusals()) {
            console.print("              "
                    + console.tinted(Console.Tone.BAD, refusal.code().name()) + "  " + refusal.message());
        }
    }

    private static String line(Console console, CheckResult check) {
        Console.Tone tone = switch (check.outcome()) {
            case PASSED -> Console.Tone.GOOD;
            case REFUSED -> Console.Tone.BAD;
            case RELAXED -> Console.Tone.CAUTION;
            case NOT_APPLICABLE -> Console.Tone.QUIET;
        };
        String number = (check.number() < 10 ? " " : "") + check.number();
        return "  check " + number + "  "
                + console.tinted(tone, padded(check.outcome().name())) + "  " + check.name();
    }

    private static String padded(String outcome) {
        return outcome
                + " "
                        .repeat(Math.max(
                                0, CheckResult.Outcome.NOT_APPLICABLE.name().length() - outcome.length()));
    }
}

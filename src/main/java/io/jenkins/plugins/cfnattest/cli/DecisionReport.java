package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.UsedWaiver;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what the gate said. */
final class DecisionReport {
    private DecisionReport() {}

    /** Where the signed decision is kept. */
    static void add(Map<String, Object> json, DecisionFiles.Kept kept) {
        json.put("decision", kept.decision().toString());
        kept.summary().ifPresent(summary -> json.put("summary", summary.toString()));
    }

    /** The same for people. */
    static void print(Console console, DecisionFiles.Kept kept) {
        console.print("  decision     " + kept.decision());
        kept.summary().ifPresent(summary -> console.print("  summary      " + summary));
    }

    static void print(Console console, boolean explain, String good, String bad, Decision decision) {
        print(console, explain, good, bad, decision.checks(), decision.verified(), decision.refusals());
        if (decision instanceof Decision.Allowed && !decision.passed()) {
            letPass(console, explain, decision);
        }
        for (UsedWaiver used : decision.facts().waivers()) {
            Waiver waiver = used.waiver();
            console.print("  waived       "
                    + Console.plain(waiver.rule() + " at " + waiver.logicalResourceId() + "  " + waiver.owner() + ", "
                            + waiver.ticket() + ", until " + waiver.expiresAt() + ": " + waiver.reason()));
        }
        if (explain) {
            console.print("  policy       " + Console.plain(decision.policy().name()) + "  sha256:"
                    + decision.policy().digest().hex());
        }
    }

    /** Allowed, though not every check passed: that must not look like success. */
    private static void letPass(Console console, boolean explain, Decision decision) {
        Enforcement enforcement = decision.facts().request().target().enforcement();
        console.print("  "
                + console.tinted(
                        Console.Tone.CAUTION,
                        "let pass, because the target only "
                                + (enforcement.mode() == Enforcement.Mode.WARN ? "warns" : "observes")
                                + enforcement
                                        .until()
                                        .map(end -> " until " + end)
                                        .orElse("")
                                + "; the verification summary says FAILED"));
        for (CheckResult check : explain ? List.<CheckResult>of() : decision.checks()) {
            check.refusals()
                    .forEach(refusal -> console.print("  "
                            + console.tinted(
                                    Console.Tone.CAUTION, refusal.code().name()) + "  " + refusal.message()));
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
        check.notes().forEach(note -> console.print("              " + note));
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

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Findings;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;

/** Shows an attestation to people. */
final class AttestationReport {
    private AttestationReport() {}

    static void print(Console console, String template, String envelope, Attestation attestation) {
        Result result = attestation.result();
        console.print(console.tinted(tone(result.verdict()), result.verdict()) + "  " + template + "  "
                + counted(result.failureCount(), "failure") + ", " + counted(result.warningCount(), "warning"));
        for (ViolationRef violation : result.violations()) {
            Console.Tone tone = "FAIL".equals(violation.type()) ? Console.Tone.BAD : Console.Tone.CAUTION;
            Findings.sentences(violation)
                    .forEach(sentence ->
                            console.print("  " + console.tinted(tone, violation.type() + " " + violation.id()) + "  "
                                    + Console.plain(sentence)));
        }
        result.notEvaluated()
                .forEach(entry -> console.print("  " + console.tinted(Console.Tone.CAUTION, "not evaluated") + "  "
                        + Console.plain(Findings.sentence(entry))));
        result.notInspected()
                .forEach(entry -> console.print("  " + console.tinted(Console.Tone.CAUTION, "not inspected") + "  "
                        + Console.plain(
                                (entry.logicalResourceId() + " " + entry.path()).strip() + " (" + entry.kind() + ")")));
        console.print("  envelope     " + envelope);
        console.print("  attestation  sha256:" + attestation.attestationDigest().hex());
        console.print("  signed by    " + attestation.keyId().hex());
    }

    static Console.Tone tone(String verdict) {
        return switch (verdict) {
            case "PASS" -> Console.Tone.GOOD;
            case "WARN" -> Console.Tone.CAUTION;
            default -> Console.Tone.BAD;
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}

package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.List;
import java.util.Optional;

/**
 * Checks 1 and 2: the envelope is well formed and known, and enough distinct trusted keys verify it. They differ from the others, since they
 * are what makes a verified statement.
 *
 * @param results the results of both checks
 * @param verified the statement, when a signature verified
 */
record Proof(List<CheckResult> results, Optional<VerifiedStatement> verified) {
    private static final String ENVELOPE = "envelope";
    private static final String SIGNATURE = "signature";

    static Proof of(Bytes envelope, Verifier verifier, int signatures, Proof2020 as2020) {
        try {
            return verified(verifier.verify(envelope), signatures);
        } catch (VerificationException e) {
            return e.reason() == Reason.ENVELOPE_MALFORMED && Verifier.isOf2020(envelope)
                    ? as2020.of(envelope, verifier)
                    : refused(e);
        }
    }

    static Proof verified(VerifiedStatement verified, int signatures) {
        return new Proof(List.of(passed(1, ENVELOPE), enough(verified, signatures)), Optional.of(verified));
    }

    private static CheckResult enough(VerifiedStatement verified, int wanted) {
        int found = verified.signers().size();
        if (found >= wanted) {
            return passed(2, SIGNATURE);
        }
        return refused(
                2,
                SIGNATURE,
                Refusal.of(
                        ReasonCode.SIGNATURE_INVALID,
                        "The policy asks for good signatures of " + wanted + " distinct trusted keys, but only " + found
                                + " verified." + notes(verified) + " Have the envelope signed by the others too."));
    }

    private static String notes(VerifiedStatement verified) {
        return verified.notes().isEmpty()
                ? ""
                : " " + OneLine.of(String.join(" ", verified.notes()), 4 * OneLine.VALUE);
    }

    static Proof refused(VerificationException e) {
        if (e.reason() == Reason.SIGNATURE_INVALID || e.reason() == Reason.KEY_UNTRUSTED) {
            Refusal refusal = Refusal.of(code(e.reason()), e.getMessage());
            return new Proof(List.of(passed(1, ENVELOPE), refused(2, SIGNATURE, refusal)), Optional.empty());
        }
        return refused(Refusal.of(code(e.reason()), e.getMessage() + todo(e.reason())));
    }

    /** Refused by check 1, so that there is nothing the others could look at. */
    static Proof refused(Refusal refusal) {
        return new Proof(
                List.of(
                        refused(1, ENVELOPE, refusal),
                        new CheckResult(2, SIGNATURE, Outcome.NOT_APPLICABLE, List.of())),
                Optional.empty());
    }

    private static String todo(Reason reason) {
        return reason == Reason.ENVELOPE_MALFORMED ? " Give the envelope as it was written, or attest again." : "";
    }

    private static ReasonCode code(Reason reason) {
        return switch (reason) {
            case ENVELOPE_MALFORMED -> ReasonCode.ENVELOPE_MALFORMED;
            case PAYLOAD_TYPE_UNSUPPORTED -> ReasonCode.PAYLOAD_TYPE_UNSUPPORTED;
            case PREDICATE_UNSUPPORTED -> ReasonCode.PREDICATE_UNSUPPORTED;
            case SIGNATURE_INVALID -> ReasonCode.SIGNATURE_INVALID;
            case KEY_UNTRUSTED -> ReasonCode.KEY_UNTRUSTED;
        };
    }

    private static CheckResult passed(int number, String name) {
        return new CheckResult(number, name, Outcome.PASSED, List.of());
    }

    private static CheckResult refused(int number, String name, Refusal refusal) {
        return new CheckResult(number, name, Outcome.REFUSED, List.of(refusal));
    }
}

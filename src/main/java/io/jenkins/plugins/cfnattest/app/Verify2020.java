package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks 1 to 4 as far as an envelope of the 2020 service can be checked: it names neither key nor time, so every trusted key is tried, and
 * the one that signed has the purpose {@code attest-2020} and is valid now.
 */
final class Verify2020 {
    private static final String[] NAMES = {"envelope", "signature", "signing keys", "subject and template"};

    private final TrustedKeys trusted;
    private final Clock clock;

    Verify2020(TrustedKeys trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    Verify.Answer verify(Bytes envelope, Optional<Bytes> namedTemplate) {
        VerifiedStatement verified;
        try {
            verified = new Verifier(trusted).service2020(envelope);
        } catch (VerificationException e) {
            return e.reason() == Reason.KEY_UNTRUSTED
                    ? refused(2, Refusal.of(ReasonCode.KEY_UNTRUSTED, e.getMessage()))
                    : refused(1, Refusal.of(ReasonCode.ENVELOPE_MALFORMED, e.getMessage()));
        }
        TrustedKey signer = verified.signers().get(0);
        Bytes template = verified.template();
        List<CheckResult> checks = List.of(
                result(1, Optional.empty()),
                result(2, Optional.empty()),
                result(3, keyObjection(signer, clock.instant())),
                result(4, templateObjection(template, namedTemplate)));
        List<Refusal> refusals =
                checks.stream().flatMap(check -> check.refusals().stream()).toList();
        return new Verify.Answer(
                checks,
                refusals,
                Optional.empty(),
                Optional.of(new ServiceInspection(
                        signer,
                        verified.attestationDigest(),
                        template,
                        verified.statement().predicate().result())));
    }

    private static Optional<Refusal> keyObjection(TrustedKey key, Instant now) {
        String who =
                "The signing key '" + key.name() + "' (" + key.key().keyId().first12() + ") ";
        if (key.purpose() != Purpose.ATTEST_2020) {
            return Optional.of(Refusal.of(
                    ReasonCode.KEY_PURPOSE,
                    who + "is trusted for '" + key.purpose().word()
                            + "', and an envelope of the 2020 service needs one trusted for '"
                            + Purpose.ATTEST_2020.word() + "'."));
        }
        if (key.revokedAt().isPresent()) {
            return Optional.of(Refusal.of(
                    ReasonCode.KEY_REVOKED,
                    who + "was revoked at " + key.revokedAt().get() + "."));
        }
        return key.validAt(now)
                ? Optional.empty()
                : Optional.of(Refusal.of(ReasonCode.KEY_EXPIRED, who + "is not valid now (" + now + ")."));
    }

    private static Optional<Refusal> templateObjection(Bytes template, Optional<Bytes> named) {
        return named.filter(file -> !file.equals(template))
                .map(file -> Refusal.of(
                        ReasonCode.TEMPLATE_MISMATCH,
                        "The named template file (digest " + Digest.of(file)
                                + ") is not the one in the envelope (digest " + Digest.of(template)
                                + "). Name the inspected file."));
    }

    private static CheckResult result(int number, Optional<Refusal> objection) {
        return new CheckResult(
                number,
                NAMES[number - 1],
                objection.isPresent() ? Outcome.REFUSED : Outcome.PASSED,
                objection.stream().toList());
    }

    /** Refused at once: what comes after the check had nothing to look at. */
    private static Verify.Answer refused(int refusing, Refusal refusal) {
        List<CheckResult> checks = new ArrayList<>();
        for (int number = 1; number <= NAMES.length; number++) {
            checks.add(
                    number < refusing
                            ? result(number, Optional.empty())
                            : number == refusing
                                    ? result(number, Optional.of(refusal))
                                    : new CheckResult(number, NAMES[number - 1], Outcome.NOT_APPLICABLE, List.of()));
        }
        return new Verify.Answer(checks, List.of(refusal), Optional.empty(), Optional.empty());
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Takes a service's envelope for an attestation only when the pinned key signed it and it speaks of exactly what was asked. */
final class ServiceAnswer {
    private ServiceAnswer() {}

    static Attestation believed(Bytes envelope, AttestRequest request, Inputs inputs, VerificationKey pinned)
            throws AttestException {
        VerifiedStatement verified = verify(envelope, pinned);
        compare(verified.statement(), request, inputs);
        InspectionPredicate predicate = verified.statement().predicate();
        return new Attestation(
                Attestation.Kind.IN_TOTO,
                envelope,
                verified.attestationDigest(),
                verified.statement().subjectDigest(),
                predicate.result(),
                pinned.keyId(),
                Optional.of(predicate));
    }

    private static VerifiedStatement verify(Bytes envelope, VerificationKey pinned) throws AttestException {
        TrustedKeys onlyPinned =
                new TrustedKeys(List.of(TrustedKey.always("the service's pinned key", pinned, Purpose.ATTEST)));
        try {
            return new Verifier(onlyPinned).verify(envelope);
        } catch (VerificationException e) {
            throw new AttestException(
                    Kind.FAILURE,
                    "The service's answer does not verify under its pinned key: " + e.getMessage()
                            + " Ask whoever runs it for its key, or find out who answered.",
                    e);
        }
    }

    private static void compare(Statement statement, AttestRequest request, Inputs inputs) throws AttestException {
        InspectionPredicate predicate = statement.predicate();
        InspectionPredicate.Inputs attested = predicate.inputs();
        if (!statement.subjectName().equals(request.name())) {
            throw other("the name", request.name(), statement.subjectName());
        }
        Digest sent = Digest.of(request.template());
        if (!statement.subjectDigest().equals(sent)) {
            throw other(
                    "the template digest", sent.hex(), statement.subjectDigest().hex());
        }
        if (!predicate.template().content().equals(request.template())) {
            throw other(
                    "the template",
                    sent.hex(),
                    Digest.of(predicate.template().content()).hex());
        }
        if (!attested.parameters().equals(inputs.parameters().values())) {
            // Names only: a value may be one that should have been hidden.
            throw other(
                    "the effective parameters",
                    inputs.parameters().values().keySet().toString(),
                    attested.parameters().keySet() + " or other values");
        }
        if (!new TreeSet<>(attested.withheld()).equals(inputs.parameters().withheld())) {
            throw other(
                    "the withheld parameters",
                    inputs.parameters().withheld().toString(),
                    attested.withheld().toString());
        }
        boolean more = request.evaluation() == Evaluation.EFFECTIVE
                && attested.evaluation().equals(Evaluation.ALL.name());
        if (!more && !attested.evaluation().equals(request.evaluation().name())) {
            throw other("the evaluation", request.evaluation().name(), attested.evaluation());
        }
    }

    private static AttestException other(String what, String asked, String answered) {
        return new AttestException(
                Kind.FAILURE,
                "The service attested something else than it was asked: " + what + " should be "
                        + OneLine.quoted(asked) + ", but is " + OneLine.quoted(answered)
                        + ". Nothing of its answer is used.");
    }
}

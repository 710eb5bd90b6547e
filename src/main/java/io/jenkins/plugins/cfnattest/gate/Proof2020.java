package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Checks 1 and 2 for an envelope of the 2020 service. It is known only where the policy accepts the very key that signed it, and until the end the policy gives. What it says of its
 * template counts for nothing good: the gate inspects the template again, and the rest of the checks judge that.
 *
 * @param policy the policy
 * @param now when
 * @param request what is asked; absent: only the proof is looked at, and nothing is inspected
 * @param reinspector who inspects again; absent: nobody can, so no such envelope is accepted
 */
record Proof2020(Policy policy, Instant now, Optional<DeploymentRequest> request, Optional<Reinspector> reinspector) {
    private static final System.Logger LOG = System.getLogger(Proof2020.class.getName());

    Proof of(Bytes envelope, Verifier verifier) {
        if (policy.accept2020().isEmpty()) {
            return unsupported("the policy '" + policy.name() + "' accepts none for a deployment", Map.of());
        }
        if (reinspector.isEmpty()) {
            return unsupported("this gate cannot inspect its template again", Map.of());
        }
        try {
            VerifiedStatement verified = verifier.service2020(envelope);
            Optional<Proof> refused = unaccepted(verified.signers().get(0));
            return refused.isPresent() ? refused.get() : judged(verified);
        } catch (VerificationException e) {
            return Proof.refused(e);
        }
    }

    private Optional<Proof> unaccepted(TrustedKey signer) {
        Digest id = signer.key().keyId();
        String key = "those that its key '" + signer.name() + "' (" + id.first12() + ") signed";
        Optional<Accepted2020> accepted = policy.accept2020().stream()
                .filter(each -> each.keyId().equals(id))
                .findFirst();
        if (accepted.isEmpty()) {
            return Optional.of(unsupported(
                    "the policy '" + policy.name() + "' does not accept " + key, Map.of("keyId", id.hex())));
        }
        Instant until = accepted.get().until();
        return now.isBefore(until)
                ? Optional.empty()
                : Optional.of(unsupported(
                        "the policy '" + policy.name() + "' accepted " + key + " until " + until + ", and it is " + now,
                        Map.of("keyId", id.hex(), "until", until.toString())));
    }

    private Proof judged(VerifiedStatement verified) {
        if (request.isEmpty()) {
            return Proof.verified(verified, policy.signatures());
        }
        try {
            return Proof.verified(
                    ServiceFindings.worst(
                            verified, reinspector.orElseThrow().inspect(verified.template(), request.get(), now)),
                    policy.signatures());
        } catch (TemplateException e) {
            return uninspected(verified.template(), e);
        } catch (RuntimeException e) {
            // Its text may hold anything, so it goes to the log of the machine and not into the answer.
            LOG.log(System.Logger.Level.WARNING, "The template of an envelope could not be inspected again.", e);
            return Proof.refused(Refusal.of(
                    ReasonCode.CHECK_ERROR,
                    "The template in the envelope of the 2020 service could not be inspected again, so it is refused: it ended in "
                            + e.getClass().getSimpleName() + ", see the log."));
        }
    }

    /** Whose fault it is: what is no template cannot be inspected at all, and other parameters fit one that is. */
    private static Proof uninspected(Bytes template, TemplateException why) {
        try {
            Template.parse(template.toArray());
            return Proof.refused(Refusal.of(
                    ReasonCode.PARAMETERS_MISMATCH,
                    "The template in the envelope of the 2020 service has to be inspected again with the parameters of the request, which do not fit it: "
                            + why.getMessage()));
        } catch (TemplateException none) {
            return Proof.refused(Refusal.of(
                    ReasonCode.ENVELOPE_MALFORMED,
                    "The template in the envelope of the 2020 service cannot be inspected again: "
                            + none.getMessage()));
        }
    }

    private static Proof unsupported(String why, Map<String, String> details) {
        return Proof.refused(new Refusal(
                ReasonCode.PREDICATE_UNSUPPORTED,
                "This is an envelope of the 2020 inspection service, which names no time, parameters or rule versions, and "
                        + why + ". Attest the template with a key or service of today.",
                details));
    }
}

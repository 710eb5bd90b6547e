package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all checks of one answer look at: one verified statement, one policy, one instant, and the evidence beside them. */
final class Case {
    private final VerifiedStatement verified;
    private final Policy policy;
    private final Instant now;
    private final TrustedKeys trusted;
    private final Evidence evidence;
    private Optional<Template> template = Optional.empty();
    private Optional<Waivers> waivers = Optional.empty();
    private Optional<Requested> requested = Optional.empty();

    Case(VerifiedStatement verified, Policy policy, Instant now, TrustedKeys trusted, Evidence evidence) {
        this.verified = verified;
        this.policy = policy;
        this.now = now;
        this.trusted = trusted;
        this.evidence = evidence;
    }

    VerifiedStatement verified() {
        return verified;
    }

    InspectionPredicate predicate() {
        return verified.statement().predicate();
    }

    Policy policy() {
        return policy;
    }

    Instant now() {
        return now;
    }

    /** The keys under which anything in this case is verified. */
    TrustedKeys trusted() {
        return trusted;
    }

    Evidence evidence() {
        return evidence;
    }

    /** The proofs that the attestation is on record. */
    RecordedProofs recorded() {
        return new RecordedProofs(evidence, policy, verified.attestationDigest());
    }

    /** The attested template, read by the gate itself from the verified bytes, once. */
    Template template() throws TemplateException {
        if (template.isEmpty()) {
            template = Optional.of(Template.parse(verified.template().toArray()));
        }
        return template.get();
    }

    /** The waivers that were given for this request, judged once: one check counts with them, another says what is wrong with them. */
    Waivers waivers(DeploymentRequest request) {
        if (waivers.isEmpty()) {
            waivers = Optional.of(Waivers.of(this, request));
        }
        return waivers.get();
    }

    /** The waivers without which more would refuse; none when they could not be judged. */
    List<UsedWaiver> usedWaivers() {
        return waivers.map(judged -> judged.used(predicate(), policy)).orElse(List.of());
    }
    /**
     * What a request makes of the template's parameters; worked out once for the request that was asked about last.
     *
     * @throws TemplateException when the template cannot be read, or the request's parameters do not fit it
     */
    EffectiveParameters parameters(DeploymentRequest request) throws TemplateException {
        if (requested.isEmpty() || requested.get().request() != request) {
            requested = Optional.of(
                    new Requested(request, RequestedParameters.of(template(), request, request.pseudoParameters())));
        }
        return requested.get().parameters();
    }

    private record Requested(DeploymentRequest request, EffectiveParameters parameters) {}
}

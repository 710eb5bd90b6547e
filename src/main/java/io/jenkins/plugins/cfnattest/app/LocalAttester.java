package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalReport;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inspects with the given rules and signs with the given key. */
public final class LocalAttester implements Attester {
    private final Inspector inspector;
    private final RuleSetRef ruleSet;
    private final ExternalInspectors external;
    private final Signer signer;
    private final Duration validity;
    private final Clock clock;

    /** With the built-in rules alone. */
    public LocalAttester(RuleSet rules, Signer signer, Duration validity, Clock clock) {
        this(rules, ExternalInspectors.none(), signer, validity, clock);
    }

    /** {@code external}: who inspects too, besides the rules; {@code validity}: how long an attestation holds, at least a second. */
    public LocalAttester(RuleSet rules, ExternalInspectors external, Signer signer, Duration validity, Clock clock) {
        if (validity.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "An attestation holds for at least a second, but the validity is " + validity + ".");
        }
        this.inspector = new Inspector(rules);
        this.ruleSet = Predicates.ruleSet(rules);
        this.external = external;
        this.signer = signer;
        this.validity = validity;
        this.clock = clock;
    }

    @Override
    public Attestation attest(AttestRequest request) throws AttestException, InterruptedException {
        Inputs inputs = Inputs.of(request);
        Inspection inspection = inspect(request, inputs);
        List<ExternalReport> reports = external.inspect(request.template().toArray());
        for (ExternalReport report : reports) {
            inspection = inspection.with(report.violations(), report.suppressed());
        }
        InspectionPredicate predicate = predicate(request, inputs, inspection, reports);
        Digest templateDigest = Digest.of(request.template());
        Envelope envelope = seal(StatementJson.write(new Statement(request.name(), templateDigest, predicate)));
        return new Attestation(
                Attestation.Kind.IN_TOTO,
                EnvelopeJson.write(envelope),
                envelope.attestationDigest(),
                templateDigest,
                predicate.result(),
                signer.verificationKey().keyId(),
                Optional.of(predicate));
    }

    private Inspection inspect(AttestRequest request, Inputs inputs) {
        return request.evaluation() == Evaluation.CFN_NAG
                ? inspector.inspectLikeCfnNag(
                        request.template().toArray(), inputs.template(), inputs.parameters(), request.parameters())
                : inspector.inspect(inputs.template(), inputs.parameters(), request.evaluation());
    }

    private InspectionPredicate predicate(
            AttestRequest request, Inputs inputs, Inspection inspection, List<ExternalReport> reports) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new InspectionPredicate(
                inspectors(reports),
                ruleSet,
                new InspectionPredicate.Inputs(
                        inputs.parameters().values(),
                        List.copyOf(inputs.parameters().withheld()),
                        request.evaluation().name()),
                new EmbeddedTemplate(request.template(), inputs.template().mediaType()),
                Predicates.result(inspection),
                request.invocation(),
                now,
                now.plusSeconds(validity.toSeconds()));
    }

    private static List<InspectorRef> inspectors(List<ExternalReport> reports) {
        List<InspectorRef> all = new ArrayList<>();
        all.add(Predicates.builtIn());
        reports.forEach(report -> all.add(new InspectorRef(report.name(), report.implementation(), report.version())));
        return all;
    }

    private Envelope seal(Bytes statement) throws AttestException {
        try {
            return signer.seal(Envelope.IN_TOTO, statement);
        } catch (KeyException e) {
            throw new AttestException(
                    AttestException.Kind.FAILURE, "The inspection could not be signed: " + e.getMessage(), e);
        }
    }
}

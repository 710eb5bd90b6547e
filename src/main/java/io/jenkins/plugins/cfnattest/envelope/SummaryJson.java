package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON form of a verification summary (SLSA v1.1 and v1.2, "Verification Summary Attestation"). When it was verified and the policy's digest are optional there and
 * mandatory here: without them nobody can tell what was decided. {@code dependencyLevels} is not written, since nothing is claimed about dependencies.
 */
public final class SummaryJson {
    private static final String PASSED = "PASSED";
    private static final String FAILED = "FAILED";
    private static final String NO_NAME = "_";
    private static final String SLSA_VERSION = "1.1";

    private SummaryJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this. Summaries of other verifiers are read too.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static VerificationSummary read(Bytes payload) throws EnvelopeException {
        StatementFrame frame = StatementFrame.read(payload, VerificationSummary.TYPE);
        JsonAt summary = frame.predicate();
        var name = frame.subject().optional("name", JsonAt::text).orElse(NO_NAME);
        var verifier = summary.member("verifier");
        var id = verifier.member("id").filled();
        var versions = verifier.optional("version", JsonAt::textByName).orElseGet(TreeMap::new);
        var verified = summary.member("timeVerified").anyTime();
        var resource = summary.member("resourceUri").filled();
        var policy = summary.member("policy");
        var policyUri = policy.member("uri").filled();
        var policyDigest = policy.member("digest").sha256();
        var inputs = summary.optional("inputAttestations", SummaryJson::inputs).orElse(List.of());
        var passed = summary.member("verificationResult")
                .oneOf(Set.of(PASSED, FAILED))
                .equals(PASSED);
        var levels = summary.member("verifiedLevels").list(JsonAt::filled);
        summary.optional("slsaVersion", JsonAt::text);
        return summary.made(() -> new VerificationSummary(
                name,
                frame.digest(),
                id,
                versions,
                verified,
                resource,
                policyUri,
                policyDigest,
                inputs,
                passed,
                levels));
    }

    private static List<Digest> inputs(JsonAt inputs) throws EnvelopeException {
        return inputs.list(input -> input.member("digest").sha256());
    }

    /**
     * Writes a statement: the payload of an envelope.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(VerificationSummary statement) {
        return StatementFrame.write(
                statement.subjectName(),
                statement.subject(),
                VerificationSummary.TYPE,
                json -> members(json, statement));
    }

    private static void members(JsonGenerator json, VerificationSummary summary) throws IOException {
        json.writeObjectFieldStart("verifier");
        json.writeStringField("id", summary.verifierId());
        JsonMembers.textByName(json, "version", summary.verifierVersions());
        json.writeEndObject();
        JsonMembers.time(json, "timeVerified", summary.timeVerified());
        json.writeStringField("resourceUri", summary.resourceUri());
        json.writeObjectFieldStart("policy");
        json.writeStringField("uri", summary.policyUri());
        JsonMembers.digest(json, "digest", summary.policy());
        json.writeEndObject();
        JsonMembers.objects(json, "inputAttestations", summary.inputAttestations(), input -> {
            JsonMembers.digest(json, "digest", input);
            // The digest is that of the signed payload, not of an envelope around it, which can gain signatures.
            json.writeStringField("mediaType", Envelope.IN_TOTO);
        });
        json.writeStringField("verificationResult", summary.passed() ? PASSED : FAILED);
        JsonMembers.texts(json, "verifiedLevels", summary.verifiedLevels());
        json.writeStringField("slsaVersion", SLSA_VERSION);
    }
}

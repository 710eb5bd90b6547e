package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import java.util.Optional;

/**
 * A signed envelope and what it says, for showing; the gate believes only the envelope.
 *
 * @param kind which format
 * @param envelope the exact bytes to store
 * @param attestationDigest SHA-256 of the decoded payload
 * @param templateDigest SHA-256 of the template bytes
 * @param result verdict, counts, violations
 * @param keyId id of the key that signed
 * @param statement the whole predicate (absent for the 2020 format, which has none)
 */
public record Attestation(
        Kind kind,
        Bytes envelope,
        Digest attestationDigest,
        Digest templateDigest,
        InspectionPredicate.Result result,
        Digest keyId,
        Optional<InspectionPredicate> statement) {
    /** The format of the envelope. */
    public enum Kind {
        /** DSSE over an in-toto statement; files {@code NAME.intoto.json}. */
        IN_TOTO(".intoto.json"),
        /** The 2020 service's envelope; files {@code NAME.service-2020.json}. */
        SERVICE_2020(".service-2020.json");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        /** How names of files of this format end. */
        public String suffix() {
            return suffix;
        }
    }

    /** {@code cfn-attestation/TEMPLATE_PATH/FIRST12.intoto.json}: the artifact's path in a build. */
    public String artifactPath(String templateName) {
        return "cfn-attestation/" + templateName + "/" + attestationDigest.first12() + kind.suffix();
    }

    /** {@code cfn-attestation/TEMPLATE_PATH/FIRST12.sarif}: the path of the findings beside the artifact. */
    public String sarifPath(String templateName) {
        return "cfn-attestation/" + templateName + "/" + attestationDigest.first12() + ".sarif";
    }
}

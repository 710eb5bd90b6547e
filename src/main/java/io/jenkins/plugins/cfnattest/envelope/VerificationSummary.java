package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Verification Summary Attestation (SLSA v1, "Verification Summary Attestation"), as other people's verifiers read it.
 *
 * @param subjectName the template's name
 * @param subject the template digest
 * @param verifierId URI of the gate
 * @param verifierVersions version by component, at least the gate's
 * @param timeVerified when the gate decided
 * @param resourceUri the stack: {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}
 * @param policyUri {@code urn:cfn-attestation:policy:NAME}
 * @param policy the policy's digest
 * @param inputAttestations the attestation digests of what was looked at
 * @param passed PASSED or FAILED
 * @param verifiedLevels {@code CFN_ATTESTATION_PASSED} or {@code FAILED}
 */
public record VerificationSummary(
        String subjectName,
        Digest subject,
        String verifierId,
        SortedMap<String, String> verifierVersions,
        Instant timeVerified,
        String resourceUri,
        String policyUri,
        Digest policy,
        List<Digest> inputAttestations,
        boolean passed,
        List<String> verifiedLevels) {
    /** The predicate type. */
    public static final String TYPE = "https://slsa.dev/verification_summary/v1";

    /** The level of a deployment that fulfils its policy. */
    public static final String PASSED_LEVEL = "CFN_ATTESTATION_PASSED";

    /** The level of every other one. */
    public static final String FAILED_LEVEL = "FAILED";

    public VerificationSummary {
        verifierVersions = Collections.unmodifiableSortedMap(new TreeMap<>(verifierVersions));
        inputAttestations = List.copyOf(inputAttestations);
        verifiedLevels = List.copyOf(verifiedLevels);
        if (verifierId.isBlank() || resourceUri.isBlank() || policyUri.isBlank() || verifiedLevels.isEmpty()) {
            throw new IllegalArgumentException(
                    "A verification summary names verifier, resource, policy and at least one level.");
        }
        if (passed == verifiedLevels.contains(FAILED_LEVEL)) {
            throw new IllegalArgumentException(
                    "A verification summary has the level FAILED exactly when verification failed.");
        }
    }
}

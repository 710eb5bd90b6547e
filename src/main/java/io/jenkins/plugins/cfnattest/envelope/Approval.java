package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;

/**
 * Somebody lets one refused deployment pass (break-glass, predicate {@link #TYPE}).
 *
 * @param decision the digest of the refused decision's payload: the approval is for this one alone
 * @param requester who asked for it
 * @param approver who gave it; never the requester
 * @param reason why it cannot wait
 * @param ticket where it is followed up
 * @param approvedAt when
 * @param expiresAt first instant at which it does not hold any more
 */
public record Approval(
        Digest decision,
        String requester,
        String approver,
        String reason,
        String ticket,
        Instant approvedAt,
        Instant expiresAt) {
    /** The predicate type. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/break-glass/v1";

    public Approval {
        if (requester.isBlank() || approver.isBlank() || reason.isBlank() || ticket.isBlank()) {
            throw new IllegalArgumentException("An approval names requester, approver, reason and ticket.");
        }
        if (requester.strip().equalsIgnoreCase(approver.strip())) {
            throw new IllegalArgumentException(
                    "Nobody approves what he asked for himself, but requester and approver are both "
                            + Quoted.of(approver) + ".");
        }
        if (!approvedAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException(
                    "An approval ends after it begins, but this begins " + approvedAt + " and ends " + expiresAt + ".");
        }
    }
}

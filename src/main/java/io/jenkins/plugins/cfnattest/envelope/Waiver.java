package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * A dated exception from one rule for one resource, signed by somebody who may grant it (predicate {@link #TYPE}).
 *
 * @param rule the id of the rule
 * @param logicalResourceId the resource, exactly; empty: a finding about the whole template
 * @param template the digest of the one template it is for; absent: any template at the stacks
 * @param stacks pattern of the stack's ARN without its unique part ({@code arn:aws:cloudformation:eu-central-1:123456789012:stack/pay-*}); absent: any stack
 * @param owner who answers for it
 * @param reason why
 * @param ticket where it was discussed
 * @param issuedAt from when on it holds
 * @param expiresAt first instant at which it does not hold any more
 */
public record Waiver(
        String rule,
        String logicalResourceId,
        Optional<Digest> template,
        Optional<String> stacks,
        String owner,
        String reason,
        String ticket,
        Instant issuedAt,
        Instant expiresAt) {
    /** The predicate type. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/waiver/v1";

    public Waiver {
        if (rule.isBlank() || owner.isBlank() || reason.isBlank() || ticket.isBlank()) {
            throw new IllegalArgumentException("A waiver names rule, owner, reason and ticket.");
        }
        if (template.isEmpty() && stacks.isEmpty()) {
            throw new IllegalArgumentException(
                    "A waiver is for a template (its digest), for stacks (a pattern), or for both, but this names neither.");
        }
        if (stacks.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("A waiver's pattern of stacks is not blank.");
        }
        if (!issuedAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException(
                    "A waiver ends after it begins, but this begins " + issuedAt + " and ends " + expiresAt + ".");
        }
    }
}

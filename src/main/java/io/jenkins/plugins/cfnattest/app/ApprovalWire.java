package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;
import java.util.Set;

/** The request of {@code POST /v1/deployments/ID/approval}: {@code decisionDigest}, {@code approve}, and a {@code comment} that may be left out. */
public final class ApprovalWire {
    /** The largest request, in bytes. */
    public static final int LIMIT = 16 * 1024;

    private static final int LONGEST = 500;
    private static final Set<String> MEMBERS = Set.of("decisionDigest", "approve", "comment");

    private ApprovalWire() {}

    /**
     * An answer to a refusal.
     *
     * @param decision the digest of the very decision that is answered
     * @param approve whether it is let pass
     * @param comment a few words for those who look at it later
     */
    public record Answer(Digest decision, boolean approve, Optional<String> comment) {}

    /** Reads a request. */
    public static Answer read(Bytes json) throws WireException {
        WireObject root = WireObject.read(json, LIMIT, "an answer to a refusal", MEMBERS);
        Optional<String> comment = root.optional("comment");
        if (comment.map(text -> text.length() > LONGEST).orElse(false)) {
            throw root.wrong("has a 'comment' of more than " + LONGEST + " characters");
        }
        try {
            return new Answer(new Digest(root.text("decisionDigest")), root.required("approve"), comment);
        } catch (IllegalArgumentException e) {
            throw root.wrong("needs 'decisionDigest' as 64 lower-case hex digits");
        }
    }
}

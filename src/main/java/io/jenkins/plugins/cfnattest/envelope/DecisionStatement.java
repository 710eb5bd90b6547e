package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a gate decided, with every reason (predicate {@link #TYPE}).
 *
 * @param subjectName the template's name; {@code envelope} when nothing was verified
 * @param subject the template digest; the SHA-256 of the bytes received when nothing was verified
 * @param decidedAt when
 * @param allowed whether the deployment may go on
 * @param passed whether every check passed; a decision may be allowed without that (enforcement, break-glass)
 * @param gate who decided
 * @param policy under which policy
 * @param attestation the attestation digest, when one was verified
 * @param signedBy key ids of those who signed it
 * @param checks what each check said, in order
 * @param waivers the waivers used
 * @param approval the approval used, if any
 * @param enforcement how the target enforces its checks
 * @param request what was asked
 * @param changeSet ARN of the change set that was read back and found equal; absent when none was made
 * @param summary digest of the payload of the verification summary beside it, if there is one
 */
public record DecisionStatement(
        String subjectName,
        Digest subject,
        Instant decidedAt,
        boolean allowed,
        boolean passed,
        GateRef gate,
        PolicyUse policy,
        Optional<Digest> attestation,
        List<String> signedBy,
        List<CheckRef> checks,
        List<WaiverRef> waivers,
        Optional<Approval> approval,
        EnforcementRef enforcement,
        RequestRef request,
        Optional<String> changeSet,
        Optional<Digest> summary) {
    /** The predicate type. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/decision/v1";

    public DecisionStatement {
        signedBy = List.copyOf(signedBy);
        checks = List.copyOf(checks);
        waivers = List.copyOf(waivers);
        if (passed && !allowed) {
            throw new IllegalArgumentException("What passed every check is allowed.");
        }
        if (allowed && attestation.isEmpty()) {
            throw new IllegalArgumentException("Nothing is allowed without a verified attestation.");
        }
        if (allowed && checks.stream().anyMatch(check -> check.result().equals("REFUSED"))) {
            throw new IllegalArgumentException("What is allowed has no check that refused.");
        }
        if (passed && checks.stream().anyMatch(check -> check.result().equals("RELAXED"))) {
            throw new IllegalArgumentException("What passed every check has none that was relaxed.");
        }
        if (summary.isPresent() && attestation.isEmpty()) {
            throw new IllegalArgumentException("A verification summary needs a verified attestation.");
        }
    }

    /** The gate: URI and version. */
    public record GateRef(String id, String version) {}

    /** The policy: name and digest of its file. */
    public record PolicyUse(String name, Digest digest) {}

    /**
     * What one check said.
     *
     * @param result PASSED, REFUSED, RELAXED or NOT_APPLICABLE
     */
    public record CheckRef(int number, String name, String result, List<RefusalRef> refusals) {
        public CheckRef {
            refusals = List.copyOf(refusals);
        }
    }

    /** One reason. */
    public record RefusalRef(String code, String message, Map<String, String> details) {
        public RefusalRef {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }
    }

    /** A waiver that was used: the digest of its payload, and what it says. */
    public record WaiverRef(Digest digest, Waiver waiver) {}

    /**
     * How the target enforces its checks.
     *
     * @param mode ENFORCE, WARN or OBSERVE
     * @param until when a milder mode ends
     */
    public record EnforcementRef(String mode, Optional<Instant> until) {}

    /**
     * What was asked.
     *
     * @param target the target's name
     * @param stack {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}; the account is empty where nobody knew it
     * @param caller the full job name, or {@code command-line/USER}
     * @param parameters effective parameters, without hidden ones
     * @param withheld names of hidden parameters
     * @param previousValues names of parameters that keep the stack's value
     * @param capabilities those to acknowledge
     * @param role the role CloudFormation uses, if the target names one
     * @param tags the stack's tags
     * @param rollback whether going back to an older inspection was asked for
     * @param readBack BEFORE, AFTER, or NONE where nothing is deployed
     */
    public record RequestRef(
            String target,
            String stack,
            String caller,
            SortedMap<String, String> parameters,
            List<String> withheld,
            List<String> previousValues,
            List<String> capabilities,
            Optional<String> role,
            SortedMap<String, String> tags,
            boolean rollback,
            String readBack) {
        public RequestRef {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
            withheld = List.copyOf(withheld);
            previousValues = List.copyOf(previousValues);
            capabilities = List.copyOf(capabilities);
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        }
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;

/** The client token of an execution: it follows from the change set, so that whoever knows that finds its events again. */
final class ExecutionToken {
    private ExecutionToken() {}

    /** Letters, digits and dashes, at most 128 (ExecuteChangeSet, ClientRequestToken). */
    static String of(String changeSetArn) {
        return "cfn-attestation-" + Digest.of(Bytes.utf8(changeSetArn)).hex();
    }

    /** CloudFormation takes no token twice, so the cancellation of that execution has its own. */
    static String ofCancelling(String changeSetArn) {
        return of(changeSetArn) + "-cancel";
    }
}

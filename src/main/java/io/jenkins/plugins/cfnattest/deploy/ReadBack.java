package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** Reads back what CloudFormation really holds, and compares it with what the gate allowed. */
final class ReadBack {
    /** Tags that only AWS itself sets. */
    private static final String RESERVED = "aws:";

    private final CloudFormation cloudFormation;

    ReadBack(CloudFormation cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /**
     * Compares a change set that was made and not executed.
     *
     * @throws DeploymentException with the refusal {@code CHANGESET_MISMATCH} at the first difference
     */
    void require(DescribeChangeSetResponse state, String changeSet, String stack, Content expected)
            throws DeploymentException, InterruptedException {
        if (!changeSet.equals(state.changeSetId()) || !stack.equals(state.stackId())) {
            throw refused("CloudFormation answers for another change set or stack: expected " + changeSet + " of "
                    + stack + ", found " + state.changeSetId() + " of " + state.stackId() + ".");
        }
        SortedMap<String, String> parameters = new TreeMap<>();
        state.parameters().forEach(one -> parameters.put(one.parameterKey(), text(one.parameterValue())));
        SortedMap<String, String> tags = new TreeMap<>();
        state.tags().stream()
                .filter(tag -> !tag.key().startsWith(RESERVED))
                .forEach(tag -> tags.put(tag.key(), text(tag.value())));
        Content found = new Content(
                text(cloudFormation.templateOfChangeSet(changeSet)),
                parameters,
                expected.hidden(),
                new TreeSet<>(state.capabilitiesAsStrings()),
                tags);
        refuse(expected.differenceTo(found, "the change set"));
    }

    /** Compares the template of a stack after its deployment. */
    void requireDeployed(String stack, Content expected) throws DeploymentException, InterruptedException {
        Content found = new Content(
                text(cloudFormation.templateOfStack(stack)),
                expected.parameters(),
                expected.hidden(),
                expected.capabilities(),
                expected.tags());
        refuse(expected.differenceTo(found, "the deployed stack"));
    }

    static DeploymentException refused(String message) {
        return new DeploymentException(Refusal.of(ReasonCode.CHANGESET_MISMATCH, message));
    }

    private void refuse(Optional<Refusal> difference) throws DeploymentException {
        if (difference.isPresent()) {
            Refusal refusal = difference.get();
            Map<String, String> details = new LinkedHashMap<>();
            refusal.details().forEach((name, value) -> details.put(name, cloudFormation.clean(value)));
            throw new DeploymentException(
                    new Refusal(refusal.code(), cloudFormation.clean(refusal.message()), details));
        }
    }

    private static String text(String answered) {
        return answered == null ? "" : answered;
    }
}

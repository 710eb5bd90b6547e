package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * Reads back what CloudFormation really holds, and compares it with what the gate allowed. Where the target reads back only afterwards, a server
 * need not answer for a change set, and a list that it leaves empty counts as not answered, but for the tags of a stack and unless it is AWS; whatever it
 * does answer is compared.
 */
final class ReadBack {
    /** Tags that only AWS itself sets. */
    private static final String RESERVED = "aws:";

    private final CloudFormation cloudFormation;
    private final Target target;

    ReadBack(CloudFormation cloudFormation, Target target) {
        this.cloudFormation = cloudFormation;
        this.target = target;
    }

    /** Whether the comparison before the execution is left out. */
    boolean isAfter() {
        return target.readBack() == ReadBackMode.AFTER;
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
        Content answered = new Content(
                isAfter() ? expected.template() : templateOfChangeSet(changeSet),
                parameters(state.parameters()),
                expected.hidden(),
                new TreeSet<>(state.capabilitiesAsStrings()),
                tags(state.tags()));
        refuse(expected.differenceTo(isAfter() ? filled(answered, expected) : answered, "the change set")
                .map(this::withAdvice));
    }

    private String templateOfChangeSet(String changeSet) throws DeploymentException, InterruptedException {
        String template;
        try {
            template = text(cloudFormation.templateOfChangeSet(changeSet));
        } catch (DeploymentException e) {
            throw target.isAws() ? e : new DeploymentException(e.getMessage() + ". " + advice(), e.getCause());
        }
        if (template.isBlank()) {
            throw refused("CloudFormation answers no template for the change set " + changeSet
                    + ", so nobody can tell what it would deploy. " + advice());
        }
        return template;
    }

    /** Such a server answers the template that the stack has so far, say: then nobody changed anything. */
    private Refusal withAdvice(Refusal difference) {
        return target.isAws() || !"template".equals(difference.details().get("what"))
                ? difference
                : new Refusal(difference.code(), difference.message() + " " + advice(), difference.details());
    }

    private String advice() {
        return target.isAws()
                ? "Deploy again."
                : "A server that only looks like CloudFormation may not know the template of a change set that was not executed:"
                        + " for such a server alone, and not for AWS, an administrator can give the target readBack: AFTER.";
    }

    /**
     * Compares a stack after its deployment: the template, and where nothing was compared before, parameters, capabilities and tags too.
     *
     * @return what it holds, to be told: {@code "exactly the attested template"}
     * @throws DeploymentException with the refusal {@code CHANGESET_MISMATCH} at the first difference
     */
    String requireDeployed(Stack stack, Content expected) throws DeploymentException, InterruptedException {
        Content answered = answered(stack, expected);
        String where = "the deployed stack";
        if (!isAfter()) {
            refuse(expected.differenceTo(expected.withTemplate(answered.template()), where));
            return "exactly the attested template";
        }
        // Each server answers a stack's tags. Where there are none the update left them out, as some do.
        refuse(expected.differenceTo(filled(answered, expected).withTags(answered.tags()), where));
        List<String> unknown = unanswered(answered, expected);
        return "exactly the attested template"
                + (unknown.isEmpty()
                        ? ", parameters, capabilities and tags"
                        : "; its " + listed(unknown)
                                + " could not be compared, because the server does not answer them");
    }

    /** The first difference between a stack and what was allowed; capabilities belong to an operation, so they do not count. */
    Optional<Refusal> difference(Stack stack, Content expected) throws DeploymentException, InterruptedException {
        Content answered = answered(stack, expected);
        Content found = new Content(
                answered.template(),
                answered.parameters(),
                expected.hidden(),
                expected.capabilities(),
                answered.tags());
        return expected.differenceTo(found, "the stack").map(this::clean);
    }

    private Content answered(Stack stack, Content expected) throws DeploymentException, InterruptedException {
        return new Content(
                text(cloudFormation.templateOfStack(stack.stackId())),
                parameters(stack.parameters()),
                expected.hidden(),
                new TreeSet<>(stack.capabilitiesAsStrings()),
                tags(stack.tags()));
    }

    /** What was answered, and what was expected where nothing was. AWS answers all there is, so that nothing is nothing there. */
    private Content filled(Content answered, Content expected) {
        if (target.isAws()) {
            return answered;
        }
        return new Content(
                answered.template(),
                orElse(answered.parameters(), expected.parameters()),
                expected.hidden(),
                orElse(answered.capabilities(), expected.capabilities()),
                orElse(answered.tags(), expected.tags()));
    }

    private static SortedMap<String, String> orElse(
            SortedMap<String, String> answered, SortedMap<String, String> expected) {
        return answered.isEmpty() ? expected : answered;
    }

    private static SortedSet<String> orElse(SortedSet<String> answered, SortedSet<String> expected) {
        return answered.isEmpty() ? expected : answered;
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static List<String> unanswered(Content answered, Content expected) {
        List<String> unknown = new ArrayList<>();
        if (answered.parameters().isEmpty() && !expected.parameters().isEmpty()) {
            unknown.add("parameters");
        }
        if (answered.capabilities().isEmpty() && !expected.capabilities().isEmpty()) {
            unknown.add("capabilities");
        }
        return unknown;
    }

    private static SortedMap<String, String> parameters(List<Parameter> answered) {
        SortedMap<String, String> parameters = new TreeMap<>();
        answered.forEach(one -> parameters.put(text(one.parameterKey()), text(one.parameterValue())));
        return parameters;
    }

    private static SortedMap<String, String> tags(List<Tag> answered) {
        SortedMap<String, String> tags = new TreeMap<>();
        answered.stream()
                .filter(tag -> !text(tag.key()).startsWith(RESERVED))
                .forEach(tag -> tags.put(text(tag.key()), text(tag.value())));
        return tags;
    }

    static DeploymentException refused(String message) {
        return new DeploymentException(Refusal.of(ReasonCode.CHANGESET_MISMATCH, message));
    }

    private void refuse(Optional<Refusal> difference) throws DeploymentException {
        if (difference.isPresent()) {
            throw new DeploymentException(clean(difference.get()));
        }
    }

    private Refusal clean(Refusal refusal) {
        Map<String, String> details = new LinkedHashMap<>();
        refusal.details().forEach((name, value) -> details.put(name, cloudFormation.clean(value)));
        return new Refusal(refusal.code(), cloudFormation.clean(refusal.message()), details);
    }

    private static String text(String answered) {
        return answered == null ? "" : answered;
    }
}

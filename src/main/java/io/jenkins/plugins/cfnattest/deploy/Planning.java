package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Makes a change set from what the gate allowed, waits for it, reads it back and compares. */
final class Planning {
    /** The longest template CloudFormation takes within a request (CreateChangeSet, TemplateBody). */
    static final int INLINE_LIMIT = 51_200;

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final CloudFormation cloudFormation;
    private final ReadBack readBack;
    private final TakeBack takeBack;
    private final Pause pause;
    private final Supplier<String> unique;
    private final Optional<String> serviceRole;

    Planning(CloudFormation cloudFormation, Pause pause, Supplier<String> unique, Optional<String> serviceRole) {
        this.cloudFormation = cloudFormation;
        this.readBack = new ReadBack(cloudFormation);
        this.takeBack = new TakeBack(cloudFormation, pause);
        this.pause = pause;
        this.unique = unique;
        this.serviceRole = serviceRole;
    }

    Plan plan(Decision.Allowed allowed, String account, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Content expected = Content.allowed(allowed);
        requireInline(allowed);
        String name = allowed.request().stack();
        Optional<Stack> before = cloudFormation.stack(name);
        boolean creates =
                before.isEmpty() || StackState.REVIEW.equals(before.get().stackStatusAsString());
        if (!creates) {
            StackState.requireUpdatable(name, before.get().stackStatusAsString());
        }
        String changeSet = "cfn-attestation-" + Digest.of(allowed.template()).first12() + "-" + unique.get();
        Made made = new Made(name, changeSet, before.isEmpty());
        CreateChangeSetRequest request = request(allowed, changeSet, creates, secrets);
        return takeBack.unlessDone(made, listener, () -> {
            CreateChangeSetResponse created = cloudFormation.create(request);
            StackArn.require(created.stackId(), allowed.request(), account);
            listener.step("Change set '" + changeSet + "' is being made for " + (creates ? "the new" : "the existing")
                    + " stack '" + name + "'.");
            DescribeChangeSetResponse done = settled(created.stackId(), created.id());
            if (isUnchanged(done)) {
                takeBack.run(made);
                listener.step("Stack '" + name + "' is already as wanted: there is nothing to change.");
                return new Plan(Optional.empty(), created.stackId(), made.stackToo(), List.of());
            }
            readBack.require(done, created.id(), created.stackId(), expected);
            listener.step("The change set was read back: it holds exactly what was attested and allowed.");
            return new Plan(Optional.of(created.id()), created.stackId(), made.stackToo(), changes(done));
        });
    }

    private static void requireInline(Decision.Allowed allowed) throws DeploymentException {
        int size = allowed.template().size();
        if (size > INLINE_LIMIT) {
            throw new DeploymentException(
                    "A template of up to " + INLINE_LIMIT + " bytes can be deployed, but this one has " + size
                            + ". Larger ones go through S3, which target '"
                            + allowed.request().target().name()
                            + "' does not support yet. Make the template smaller, or split it.");
        }
    }

    private CreateChangeSetRequest request(
            Decision.Allowed allowed, String changeSet, boolean creates, Map<String, String> secrets)
            throws DeploymentException {
        DeploymentRequest wanted = allowed.request();
        List<Parameter> parameters = new ArrayList<>();
        wanted.parameters().forEach((key, value) -> parameters.add(parameter(key, value)));
        secrets.forEach((key, value) -> parameters.add(parameter(key, value)));
        List<Tag> tags = new ArrayList<>();
        wanted.tags()
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        // Tags and parameters are always sent, even when there are none, or an update would keep the stack's former
        // ones.
        return CreateChangeSetRequest.builder()
                .stackName(wanted.stack())
                .changeSetName(changeSet)
                .clientToken(changeSet)
                .description("Attested template, SHA-256 " + Digest.of(allowed.template()))
                .changeSetType(creates ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .templateBody(Content.text(allowed.template()))
                .parameters(parameters)
                .capabilitiesWithStrings(new TreeSet<>(Content.capabilities(allowed)))
                .tags(tags)
                .roleARN(serviceRole.orElse(null))
                .build();
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    /** Waits until the change set is made, or has nothing in it. */
    private DescribeChangeSetResponse settled(String stack, String arn)
            throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, LIMIT);
        while (true) {
            DescribeChangeSetResponse state = cloudFormation.changeSet(stack, arn);
            String status = state.statusAsString();
            if ("CREATE_COMPLETE".equals(status) || isUnchanged(state)) {
                return state;
            }
            if (!"CREATE_PENDING".equals(status) && !"CREATE_IN_PROGRESS".equals(status)) {
                throw new DeploymentException(
                        "CloudFormation could not make the change set: it ended in " + status + ", "
                                + (state.statusReason() == null
                                        ? "without a reason."
                                        : "saying: " + cloudFormation.clean(state.statusReason())));
            }
            if (patience.isOver()) {
                throw new DeploymentException("The change set " + arn + " was still in " + status + " after "
                        + patience.limit() + ". Deploy again later.");
            }
            patience.pause();
        }
    }

    /** CloudFormation has no code for it, only these two sentences. They must begin the reason: inside another one somebody's value is quoted. */
    private static boolean isUnchanged(DescribeChangeSetResponse state) {
        String reason = state.statusReason() == null ? "" : state.statusReason().toLowerCase(Locale.ROOT);
        return "FAILED".equals(state.statusAsString())
                && (reason.startsWith("the submitted information didn't contain changes")
                        || reason.startsWith("no updates are to be performed"));
    }

    private List<Plan.Change> changes(DescribeChangeSetResponse done) throws DeploymentException, InterruptedException {
        List<Plan.Change> changes = new ArrayList<>();
        for (Change change : cloudFormation.changes(done)) {
            ResourceChange resource = change.resourceChange();
            if (resource != null) {
                changes.add(new Plan.Change(
                        resource.actionAsString(),
                        resource.logicalResourceId(),
                        resource.resourceType(),
                        resource.replacementAsString() == null ? "" : resource.replacementAsString()));
            }
        }
        return changes;
    }
}

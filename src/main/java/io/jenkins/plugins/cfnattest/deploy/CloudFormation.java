package io.jenkins.plugins.cfnattest.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** The questions this room asks CloudFormation, a method each; pages are put together and failures are sentences. */
final class CloudFormation {
    private final CloudFormationClient client;
    private final Asking asking;

    CloudFormation(CloudFormationClient client, Asking asking) {
        this.client = client;
        this.asking = asking;
    }

    /** What CloudFormation said, without secrets. */
    String clean(String said) {
        return asking.clean(said);
    }

    /** The stack with this name or ARN; a deleted one counts as absent. */
    Optional<Stack> stack(String stack) throws DeploymentException, InterruptedException {
        return stackOrDeleted(stack).filter(one -> !StackState.DELETED.equals(one.stackStatusAsString()));
    }

    /** The stack with this name or ARN; CloudFormation answers for a deleted one when it is asked by ARN. */
    Optional<Stack> stackOrDeleted(String stack) throws DeploymentException, InterruptedException {
        String otherwise = "Stack '" + stack + "' could not be looked up";
        List<Stack> found = asking.ask(
                otherwise,
                () -> orIfAbsent(
                        () -> client.describeStacks(request -> request.stackName(stack))
                                .stacks(),
                        List.of()));
        return found.stream().findFirst();
    }

    /** Creates a change set under a name that is ours alone. Absent: the server says at once that nothing changes. */
    Optional<CreateChangeSetResponse> create(CreateChangeSetRequest request)
            throws DeploymentException, InterruptedException {
        return asking.ask("The change set for stack '" + request.stackName() + "' could not be created", () -> {
            try {
                return Optional.of(client.createChangeSet(request));
            } catch (CloudFormationException e) {
                if ("ValidationError".equals(code(e)) && NothingToChange.isSaidBy(message(e))) {
                    return Optional.empty();
                }
                if ("AlreadyExistsException".equals(code(e))) {
                    // An answer got lost and the SDK asked again: nobody else has this name.
                    return Optional.of(made(request).orElseThrow(() -> e));
                }
                throw e;
            }
        });
    }

    private Optional<CreateChangeSetResponse> made(CreateChangeSetRequest request) {
        return Optional.ofNullable(orIfAbsent(
                        () -> client.describeChangeSet(
                                one -> one.stackName(request.stackName()).changeSetName(request.changeSetName())),
                        null))
                .map(found -> CreateChangeSetResponse.builder()
                        .id(found.changeSetId())
                        .stackId(found.stackId())
                        .build());
    }

    /** The change set's state and content; absent when there is none of this name or ARN. */
    Optional<DescribeChangeSetResponse> findChangeSet(String stack, String changeSet)
            throws DeploymentException, InterruptedException {
        return Optional.ofNullable(asking.ask(
                "The change set " + changeSet + " could not be looked up",
                () -> orIfAbsent(
                        () -> client.describeChangeSet(
                                request -> request.stackName(stack).changeSetName(changeSet)),
                        null)));
    }

    /** The stack's resources that were not deleted, as {@code Name (status)}. */
    List<String> remaining(String arn) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The resources of stack " + arn + " could not be listed",
                () ->
                        client
                                .listStackResourcesPaginator(request -> request.stackName(arn))
                                .stackResourceSummaries()
                                .stream()
                                .filter(one -> !StackState.DELETED.equals(one.resourceStatusAsString()))
                                .map(one -> one.logicalResourceId() + " (" + one.resourceStatusAsString() + ")")
                                .toList());
    }

    /** The change set's state and content, with the first page of its changes. */
    DescribeChangeSetResponse changeSet(String stack, String changeSet)
            throws DeploymentException, InterruptedException {
        return page(stack, changeSet, null);
    }

    /** The change set's state, if it is there and no other one in its place. */
    Optional<DescribeChangeSetResponse> changeSetIfThere(String stack, String arn)
            throws DeploymentException, InterruptedException {
        return findChangeSet(stack, arn).filter(one -> arn.equals(one.changeSetId()));
    }

    /** All changes of a change set whose first page is known. */
    List<Plan.Change> changes(DescribeChangeSetResponse first) throws DeploymentException, InterruptedException {
        List<Change> changes = new ArrayList<>(first.changes());
        Set<String> tokens = new HashSet<>();
        String next = first.nextToken();
        while (next != null && !next.isEmpty()) {
            if (!tokens.add(next)) {
                throw new DeploymentException("The changes of change set " + first.changeSetId()
                        + " could not be read: the server leads from page to page without end.");
            }
            DescribeChangeSetResponse page = page(first.stackId(), first.changeSetId(), next);
            changes.addAll(page.changes());
            next = page.nextToken();
        }
        return changes.stream()
                .map(Change::resourceChange)
                .filter(Objects::nonNull)
                .map(CloudFormation::change)
                .toList();
    }

    private static Plan.Change change(ResourceChange resource) {
        return new Plan.Change(
                text(resource.actionAsString()),
                text(resource.logicalResourceId()),
                text(resource.resourceType()),
                text(resource.replacementAsString()));
    }

    private DescribeChangeSetResponse page(String stack, String changeSet, String token)
            throws DeploymentException, InterruptedException {
        return asking.ask(
                "The change set " + changeSet + " could not be read",
                () -> client.describeChangeSet(request ->
                        request.stackName(stack).changeSetName(changeSet).nextToken(token)));
    }

    /** The original template of a change set. */
    String templateOfChangeSet(String arn) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The template of change set " + arn + " could not be read back",
                () -> client.getTemplate(request -> request.changeSetName(arn).templateStage(TemplateStage.ORIGINAL))
                        .templateBody());
    }

    /** The original template of a stack. */
    String templateOfStack(String arn) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The template of stack " + arn + " could not be read back",
                () -> client.getTemplate(request -> request.stackName(arn).templateStage(TemplateStage.ORIGINAL))
                        .templateBody());
    }

    /** Has a change set executed. CloudFormation would find it by its ARN alone; servers that look like it want the stack too. */
    void execute(String stack, String arn, String token, boolean keepsWhatFailed)
            throws DeploymentException, InterruptedException {
        asking.ask(
                "The change set " + arn + " could not be executed",
                () -> client.executeChangeSet(request -> request.stackName(stack)
                        .changeSetName(arn)
                        .clientRequestToken(token)
                        .disableRollback(keepsWhatFailed ? Boolean.TRUE : null)));
    }

    /** Deletes a change set by its name; one that is not there is deleted. False: it is being created or executed and cannot be deleted now. */
    boolean deleteChangeSet(String stack, String name) throws DeploymentException, InterruptedException {
        return asking.ask("The change set '" + name + "' of stack '" + stack + "' could not be deleted", () -> {
            try {
                orIfAbsent(
                        () -> client.deleteChangeSet(
                                request -> request.stackName(stack).changeSetName(name)),
                        null);
                return true;
            } catch (CloudFormationException e) {
                if ("InvalidChangeSetStatus".equals(code(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Whether the stack with this ARN has change sets; some servers list those of other stacks too. */
    boolean hasChangeSets(String stack) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The change sets of stack '" + stack + "' could not be listed",
                () -> client.listChangeSets(request -> request.stackName(stack)).summaries().stream()
                        .anyMatch(one -> one.stackId() == null || one.stackId().equals(stack)));
    }

    void deleteStack(String arn) throws DeploymentException, InterruptedException {
        asking.ask(
                "Stack " + arn + " could not be deleted", () -> client.deleteStack(request -> request.stackName(arn)));
    }

    /** One page of the stack's events, the newest first; none for a stack that is not there. */
    DescribeStackEventsResponse events(String arn, String pageToken) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The events of stack " + arn + " could not be read",
                () -> orIfAbsent(
                        () -> client.describeStackEvents(
                                request -> request.stackName(arn).nextToken(pageToken)),
                        DescribeStackEventsResponse.builder().build()));
    }

    /** Has the running update of a stack cancelled, so that it rolls back. */
    void cancelUpdate(String arn, String token) throws DeploymentException, InterruptedException {
        asking.ask(
                "The update of stack " + arn + " could not be cancelled",
                () -> client.cancelUpdateStack(request -> request.stackName(arn).clientRequestToken(token)));
    }

    void setStackPolicy(String arn, String policy) throws DeploymentException, InterruptedException {
        asking.ask(
                "The stack policy of stack " + arn + " could not be set",
                () -> client.setStackPolicy(request -> request.stackName(arn).stackPolicyBody(policy)));
    }

    /** Whether the stack has a stack policy. */
    boolean hasStackPolicy(String arn) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The stack policy of stack " + arn + " could not be read back",
                () -> !text(client.getStackPolicy(request -> request.stackName(arn))
                                .stackPolicyBody())
                        .isBlank());
    }

    void setTerminationProtection(String arn, boolean protects) throws DeploymentException, InterruptedException {
        asking.ask(
                "The termination protection of stack " + arn + " could not be set",
                () -> client.updateTerminationProtection(
                        request -> request.stackName(arn).enableTerminationProtection(protects)));
    }

    private static <T> T orIfAbsent(Supplier<T> question, T absent) {
        try {
            return question.get();
        } catch (CloudFormationException e) {
            boolean noStack =
                    "ValidationError".equals(code(e)) && e.getMessage().contains("does not exist");
            // The longer code is that of servers that only look like CloudFormation.
            if (noStack || "ChangeSetNotFound".equals(code(e)) || "ChangeSetNotFoundException".equals(code(e))) {
                return absent;
            }
            throw e;
        }
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }

    private static String message(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorMessage());
    }

    private static String text(String answered) {
        return answered == null ? "" : answered;
    }
}

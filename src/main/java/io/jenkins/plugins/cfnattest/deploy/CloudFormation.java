package io.jenkins.plugins.cfnattest.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
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
        String otherwise = "Stack '" + stack + "' could not be looked up";
        List<Stack> found = asking.ask(
                otherwise,
                () -> orIfAbsent(
                        () -> client.describeStacks(request -> request.stackName(stack))
                                .stacks(),
                        List.of()));
        return found.stream()
                .filter(one -> !StackState.DELETED.equals(one.stackStatusAsString()))
                .findFirst();
    }

    CreateChangeSetResponse create(CreateChangeSetRequest request) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The change set for stack '" + request.stackName() + "' could not be created",
                () -> client.createChangeSet(request));
    }

    /** The change set's state and content, with the first page of its changes. */
    DescribeChangeSetResponse changeSet(String stack, String changeSet)
            throws DeploymentException, InterruptedException {
        return page(stack, changeSet, null);
    }

    /** All changes of a change set whose first page is known. */
    List<Change> changes(DescribeChangeSetResponse first) throws DeploymentException, InterruptedException {
        List<Change> changes = new ArrayList<>(first.changes());
        String next = first.nextToken();
        while (next != null) {
            DescribeChangeSetResponse page = page(first.stackId(), first.changeSetId(), next);
            changes.addAll(page.changes());
            next = page.nextToken();
        }
        return changes;
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

    void execute(String arn, String token) throws DeploymentException, InterruptedException {
        asking.ask(
                "The change set " + arn + " could not be executed",
                () -> client.executeChangeSet(
                        request -> request.changeSetName(arn).clientRequestToken(token)));
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

    /** Whether the stack has change sets. */
    boolean hasChangeSets(String stack) throws DeploymentException, InterruptedException {
        return asking.ask(
                "The change sets of stack '" + stack + "' could not be listed",
                () -> !client.listChangeSets(request -> request.stackName(stack))
                        .summaries()
                        .isEmpty());
    }

    void deleteStack(String arn) throws DeploymentException, InterruptedException {
        asking.ask(
                "Stack " + arn + " could not be deleted", () -> client.deleteStack(request -> request.stackName(arn)));
    }

    /** The id of the stack's newest event. */
    Optional<String> newestEvent(String arn) throws DeploymentException, InterruptedException {
        return asking
                .ask(
                        "The events of stack " + arn + " could not be read",
                        () -> client.describeStackEvents(request -> request.stackName(arn))
                                .stackEvents())
                .stream()
                .findFirst()
                .map(StackEvent::eventId);
    }

    /** The stack's events that are not known yet, oldest first. */
    List<StackEvent> events(String arn, Set<String> known) throws DeploymentException, InterruptedException {
        List<StackEvent> fresh = new ArrayList<>();
        String next = null;
        boolean reachedKnown = false;
        do {
            String token = next;
            DescribeStackEventsResponse page = asking.ask(
                    "The events of stack " + arn + " could not be read",
                    () -> client.describeStackEvents(
                            request -> request.stackName(arn).nextToken(token)));
            for (StackEvent event : page.stackEvents()) {
                reachedKnown = known.contains(event.eventId());
                if (reachedKnown) {
                    break;
                }
                fresh.add(event);
            }
            next = page.nextToken();
        } while (next != null && !reachedKnown);
        Collections.reverse(fresh);
        return fresh;
    }

    private static <T> T orIfAbsent(Supplier<T> question, T absent) {
        try {
            return question.get();
        } catch (CloudFormationException e) {
            boolean noStack =
                    "ValidationError".equals(code(e)) && e.getMessage().contains("does not exist");
            if (noStack || "ChangeSetNotFound".equals(code(e))) {
                return absent;
            }
            throw e;
        }
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation.Request;
import io.jenkins.plugins.cfnattest.deploy.FakeStack.ChangeSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the double does for each action of the protocol. */
final class FakeProtocol {
    private static final int INLINE_LIMIT = 51_200;
    private static final int PAGE = 3;

    private final FakeActions actions;
    private final FakeAnswers answers;

    FakeProtocol(FakeActions actions) {
        this.actions = actions;
        this.answers = new FakeAnswers(actions.manners);
    }

    FakeXml answer(Request request) throws FakeError {
        return switch (request.action()) {
            case "GetCallerIdentity" -> answers.caller(actions.callerAccount);
            case "AssumeRole" ->
                answers.credentials(Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
            case "CreateChangeSet" -> create(request);
            case "DescribeChangeSet" -> describeChangeSet(request);
            case "GetTemplate" -> answers.template(templateOf(request));
            case "ExecuteChangeSet" -> execute(request);
            case "DeleteChangeSet" -> deleteChangeSet(request);
            case "ListChangeSets" ->
                answers.changeSets(stack(request).changeSets.values(), stack(request).id);
            case "DeleteStack" -> deleteStack(request);
            case "ListStackResources" -> answers.resources(stack(request));
            case "DescribeStacks" -> describeStack(request);
            case "DescribeStackEvents" -> {
                FakeStack stack = stack(request);
                yield answers.events(stack, actions.habits.told(stack), page(request), PAGE);
            }
            case "CancelUpdateStack" -> FakeCalls.cancel(stack(request), request);
            case "SetStackPolicy" -> FakeCalls.policy(stack(request), request, actions.manners);
            case "GetStackPolicy" -> new FakeXml().leaf("StackPolicyBody", stack(request).policy);
            case "UpdateTerminationProtection" -> FakeCalls.protect(stack(request), request);
            default -> throw new FakeError(400, "InvalidAction", "The double knows no action " + request.action());
        };
    }

    private FakeXml create(Request request) throws FakeError {
        String name = request.field("StackName");
        String changeSetName = request.field("ChangeSetName");
        String url = request.field("TemplateURL");
        if (!request.field("TemplateBody").isEmpty() && !url.isEmpty()) {
            throw FakeError.validation("Specify only one of TemplateBody and TemplateURL");
        }
        String template = request.field("TemplateBody");
        if (template.getBytes(StandardCharsets.UTF_8).length > INLINE_LIMIT) {
            throw FakeError.validation(
                    "1 validation error detected: Value at 'templateBody' failed to satisfy constraint");
        }
        boolean creates = "CREATE".equals(request.field("ChangeSetType"));
        FakeStack stack = actions.stacks.get(name);
        if (creates && stack == null) {
            stack = new FakeStack(
                    name,
                    "arn:aws:cloudformation:" + request.region() + ":" + actions.stackAccount + ":stack/" + name
                            + "/new",
                    "");
            stack.happened("REVIEW_IN_PROGRESS", null);
            actions.stacks.put(name, stack);
        }
        if (stack == null) {
            throw FakeError.validation("Stack [" + name + "] does not exist");
        }
        if (creates != "REVIEW_IN_PROGRESS".equals(stack.status)) {
            throw FakeError.validation(
                    "Stack:" + stack.id + " is in " + stack.status + " state and cannot be updated.");
        }
        ChangeSet known = stack.changeSets.get(changeSetName);
        if (known != null && actions.manners.forgetsTokens) {
            throw new FakeError(400, "AlreadyExistsException", "ChangeSet " + changeSetName + " already exists");
        }
        if (known != null && !known.clientToken.equals(request.field("ClientToken"))) {
            throw new FakeError(400, "AlreadyExistsException", "ChangeSet " + changeSetName + " already exists");
        }
        if (known == null) {
            known = made(request, stack, creates);
            known.madeAt = stack.now();
            known.id = actions.arn("changeSet/" + changeSetName + "/1");
            stack.changeSets.put(changeSetName, known);
        }
        return new FakeXml().leaf("Id", known.id).leaf("StackId", stack.id);
    }

    private ChangeSet made(Request request, FakeStack stack, boolean creates) throws FakeError {
        ChangeSet made = new ChangeSet();
        made.clientToken = request.field("ClientToken");
        made.creates = creates;
        made.looksUntilMade = actions.looksUntilMade;
        made.template = request.field("TemplateURL").isEmpty()
                ? request.field("TemplateBody")
                : actions.bucket.read(request.field("TemplateURL"));
        made.parameters = effective(new FakeTemplate(made.template), given(request, stack));
        // As CloudFormation does: an update without tags keeps those the stack has, an empty list removes them.
        made.tags = request.fields().keySet().stream().anyMatch(field -> field.startsWith("Tags"))
                ? pairs(request, "Tags", "Key", "Value")
                : new TreeMap<>(stack.tags);
        made.capabilities = new ArrayList<>(members(request, "Capabilities"));
        made.role = request.fields().get("RoleARN");
        made.topics = actions.swappedTopic.map(List::of).orElseGet(() -> members(request, "NotificationARNs"));
        made.alarms = List.copyOf(pairs(request, "RollbackConfiguration.RollbackTriggers", "Arn", "Type")
                .keySet());
        made.monitoring = request.fields().get("RollbackConfiguration.MonitoringTimeInMinutes");
        made.onFailure = request.fields().get("OnStackFailure");
        if (!creates
                && !actions.manners.neverUnchanged
                && made.template.equals(stack.template)
                && made.parameters.equals(stack.parameters)
                && (actions.manners.unchangedIgnoresTags || made.tags.equals(stack.tags))) {
            made.fail(actions.emptyReason);
        }
        if (actions.manners.keepsTags && !creates) {
            made.tags = new TreeMap<>(stack.tags);
        }
        actions.makingFails.ifPresent(why -> made.fail(why));
        actions.swappedTemplate.ifPresent(other -> made.template = other);
        made.parameters.putAll(actions.swappedParameters);
        made.tags.putAll(actions.swappedTags);
        made.capabilities.addAll(actions.addedCapabilities);
        return made;
    }

    private static Map<String, String> given(Request request, FakeStack stack) throws FakeError {
        Map<String, String> given = pairs(request, "Parameters", "ParameterKey", "ParameterValue");
        Map<String, String> kept = pairs(request, "Parameters", "ParameterKey", "UsePreviousValue");
        for (Map.Entry<String, String> one : kept.entrySet()) {
            if ("true".equals(one.getValue())) {
                given.put(
                        one.getKey(),
                        Optional.ofNullable(stack.parameters.get(one.getKey()))
                                .orElseThrow(
                                        () -> FakeError.validation("Invalid input for parameter key " + one.getKey())));
            }
        }
        return given;
    }

    private static Map<String, String> effective(FakeTemplate template, Map<String, String> given) throws FakeError {
        Map<String, String> effective = new TreeMap<>(template.defaults());
        for (String name : given.keySet()) {
            if (!effective.containsKey(name)) {
                throw FakeError.validation("Parameters: [" + name + "] do not exist in the template");
            }
        }
        effective.putAll(given);
        for (Map.Entry<String, String> one : effective.entrySet()) {
            if (one.getValue() == null) {
                throw FakeError.validation("Parameters: [" + one.getKey() + "] must have values");
            }
        }
        return effective;
    }

    private FakeXml describeChangeSet(Request request) throws FakeError {
        FakeStack stack = owner(request);
        ChangeSet changeSet = changeSet(request);
        if (changeSet.looksUntilMade > 0) {
            changeSet.looksUntilMade--;
            return answers.pending(stack, changeSet);
        }
        return answers.changeSet(stack, changeSet, page(request), PAGE);
    }

    private String templateOf(Request request) throws FakeError {
        if (request.field("ChangeSetName").isEmpty()) {
            return stack(request).template;
        }
        if (actions.manners.stackTemplateForChangeSets) {
            return owner(request).template;
        }
        return actions.manners.noTemplateOfChangeSets ? "" : changeSet(request).template;
    }

    private FakeXml execute(Request request) throws FakeError {
        ChangeSet changeSet = changeSet(request);
        FakeStack stack = owner(request);
        if ("EXECUTE_IN_PROGRESS".equals(changeSet.executionStatus)) {
            return new FakeXml();
        }
        if (!"AVAILABLE".equals(changeSet.executionStatus)) {
            throw new FakeError(400, "InvalidChangeSetStatus", "ChangeSet [" + changeSet.id + "] cannot be executed");
        }
        stack.execute(
                changeSet, request.field("ClientRequestToken"), actions.nextFailure, actions.nextEnd, actions.habits);
        actions.nextFailure = Optional.empty();
        actions.nextEnd = Optional.empty();
        actions.swappedAfter.ifPresent(other -> stack.template = other);
        actions.swappedRole.ifPresent(other -> stack.role = other);
        return new FakeXml();
    }

    private FakeXml deleteChangeSet(Request request) throws FakeError {
        ChangeSet changeSet = changeSet(request);
        if (changeSet.looksUntilMade > 0 || changeSet.executionStatus.startsWith("EXECUTE_")) {
            changeSet.looksUntilMade--;
            throw new FakeError(
                    400, "InvalidChangeSetStatus", "ChangeSet [" + changeSet.id + "] cannot be deleted now");
        }
        owner(request).changeSets.values().remove(changeSet);
        return new FakeXml();
    }

    private FakeXml deleteStack(Request request) throws FakeError {
        FakeStack stack = stack(request);
        if (actions.deletionEnd.isPresent()) {
            stack.status = actions.deletionEnd.get();
        } else {
            actions.stacks.remove(stack.name);
        }
        return new FakeXml();
    }

    private FakeXml describeStack(Request request) throws FakeError {
        FakeStack stack = stack(request);
        FakeXml answer = answers.stack(stack, actions.habits.namesChangeSet);
        // What happens next is seen by the next look: right after an execution the stack still shows its former status.
        stack.advance(actions.eventsPerLook);
        return answer;
    }

    private FakeStack stack(Request request) throws FakeError {
        String wanted = request.field("StackName");
        return actions.stacks.values().stream()
                .filter(stack -> isMeant(stack, wanted))
                .findFirst()
                .orElseThrow(() -> FakeError.validation("Stack with id " + wanted + " does not exist"));
    }

    /** A deleted stack has no name any more. */
    private boolean isMeant(FakeStack stack, String wanted) {
        boolean deleted = "DELETE_COMPLETE".equals(stack.status);
        return stack.id.equals(wanted)
                ? !deleted || !actions.habits.forgetsDeleted
                : stack.name.equals(wanted) && !deleted;
    }

    private FakeStack owner(Request request) throws FakeError {
        ChangeSet changeSet = changeSet(request);
        return actions.stacks.values().stream()
                .filter(stack -> stack.changeSets.containsValue(changeSet))
                .findFirst()
                .orElseThrow();
    }

    private ChangeSet changeSet(Request request) throws FakeError {
        String wanted = request.field("ChangeSetName");
        if (!wanted.startsWith("arn:")) {
            return Optional.ofNullable(stack(request).changeSets.get(wanted)).orElseThrow(() -> noChangeSet(wanted));
        }
        return actions.stacks.values().stream()
                .flatMap(stack -> stack.changeSets.values().stream())
                .filter(one -> one.id.equals(wanted) || wanted.equals(one.formerId))
                .findFirst()
                .orElseThrow(() -> noChangeSet(wanted));
    }

    private static FakeError noChangeSet(String wanted) {
        return new FakeError(404, "ChangeSetNotFound", "ChangeSet [" + wanted + "] does not exist");
    }

    private static int page(Request request) {
        String token = request.field("NextToken");
        return token.isEmpty() ? 0 : Integer.parseInt(token);
    }

    private static Map<String, String> pairs(Request request, String list, String key, String value) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 1; request.fields().containsKey(list + ".member." + i + "." + key); i++) {
            String prefix = list + ".member." + i + ".";
            pairs.put(request.field(prefix + key), request.field(prefix + value));
        }
        return pairs;
    }

    private static List<String> members(Request request, String list) {
        List<String> members = new ArrayList<>();
        for (int i = 1; request.fields().containsKey(list + ".member." + i); i++) {
            members.add(request.field(list + ".member." + i));
        }
        return new ArrayList<>(new TreeSet<>(members));
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.deploy.FakeStack.ChangeSet;
import io.jenkins.plugins.cfnattest.deploy.FakeStack.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The double's answers as XML, each as CloudFormation or STS forms it. */
final class FakeAnswers {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    FakeXml caller(String account) {
        return new FakeXml()
                .leaf("Arn", "arn:aws:sts::" + account + ":assumed-role/fake/session")
                .leaf("UserId", "FAKE")
                .leaf("Account", account);
    }

    FakeXml credentials(Instant end) {
        return new FakeXml()
                .open("Credentials")
                .leaf("AccessKeyId", "ASIAFAKEROLE")
                .leaf("SecretAccessKey", "fake-role-secret")
                .leaf("SessionToken", "fake-session-token")
                .leaf("Expiration", end.toString())
                .close("Credentials");
    }

    /** Each character beyond ASCII as {@code ?}, line ends as they are: the reader's XML parser turns them into LF. */
    FakeXml template(String template) {
        String answered = template.codePoints()
                .mapToObj(point -> point < FIRST_BEYOND_ASCII ? Character.toString(point) : "?")
                .collect(Collectors.joining());
        return new FakeXml().leaf("TemplateBody", answered);
    }

    private final FakeManners manners;

    FakeAnswers(FakeManners manners) {
        this.manners = manners;
    }

    FakeXml pending(FakeStack stack, ChangeSet changeSet) {
        return head(stack, changeSet).leaf("Status", "CREATE_IN_PROGRESS").leaf("ExecutionStatus", "UNAVAILABLE");
    }

    FakeXml changeSet(FakeStack stack, ChangeSet changeSet, int from, int page) {
        FakeXml answer = head(stack, changeSet)
                .leaf("Status", changeSet.status)
                .leaf("StatusReason", changeSet.reason)
                .leaf("ExecutionStatus", changeSet.executionStatus)
                .leaves(changeSet.more);
        if (!manners.silentChangeSets) {
            answer.pairs(
                            "Parameters",
                            "ParameterKey",
                            "ParameterValue",
                            shown(changeSet.template, changeSet.parameters))
                    .pairs("Tags", "Key", "Value", changeSet.tags)
                    .list("Capabilities", changeSet.capabilities)
                    .list("NotificationARNs", changeSet.topics)
                    .leaf("OnStackFailure", changeSet.onFailure)
                    .open("RollbackConfiguration")
                    .open("RollbackTriggers");
            changeSet.alarms.forEach(arn -> answer.open("member")
                    .leaf("Arn", arn)
                    .leaf("Type", "AWS::CloudWatch::Alarm")
                    .close("member"));
            answer.close("RollbackTriggers")
                    .leaf("MonitoringTimeInMinutes", changeSet.monitoring)
                    .close("RollbackConfiguration");
        }
        answer.open("Changes");
        List<Map.Entry<String, String>> resources = manners.emptyChangeSets
                ? List.of()
                : List.copyOf(new FakeTemplate(changeSet.template).resources().entrySet());
        int end = Math.min(resources.size(), from + page);
        for (Map.Entry<String, String> one : resources.subList(from, end)) {
            answer.open("member")
                    .leaf("Type", "Resource")
                    .open("ResourceChange")
                    .leaf("Action", changeSet.creates ? "Add" : "Modify")
                    .leaf("LogicalResourceId", one.getKey())
                    .leaf("ResourceType", one.getValue())
                    .leaf("Replacement", changeSet.creates ? null : "False")
                    .close("ResourceChange")
                    .close("member");
        }
        boolean more = end < resources.size() || manners.endlessChanges;
        return answer.close("Changes").leaf("NextToken", more ? Integer.toString(end) : null);
    }

    private static FakeXml head(FakeStack stack, ChangeSet changeSet) {
        return new FakeXml()
                .leaf("ChangeSetId", changeSet.id)
                .leaf("StackId", stack.id)
                .leaf("StackName", stack.name)
                .leaf("CreationTime", changeSet.madeAt.toString());
    }

    private Map<String, String> shown(String template, Map<String, String> parameters) {
        FakeTemplate declared = new FakeTemplate(template);
        Map<String, String> shown = new TreeMap<>(parameters);
        shown.replaceAll((name, value) -> declared.hides(name) && !manners.showsSecrets ? "****" : value);
        return shown;
    }

    FakeXml changeSets(Collection<ChangeSet> changeSets, String stackId) {
        FakeXml answer = new FakeXml().open("Summaries");
        changeSets.forEach(one -> answer.open("member")
                .leaf("ChangeSetId", one.id)
                .leaf("StackId", stackId)
                .close("member"));
        if (manners.listsChangeSetsOfOthers) {
            answer.open("member")
                    .leaf("ChangeSetId", "other")
                    .leaf("StackId", stackId.replaceFirst("stack/.*", "stack/other/1"))
                    .close("member");
        }
        return answer.close("Summaries");
    }

    FakeXml resources(FakeStack stack) {
        FakeXml answer = new FakeXml().open("StackResourceSummaries");
        stack.left.forEach((name, status) -> answer.open("member")
                .leaf("LogicalResourceId", name)
                .leaf("ResourceStatus", status)
                .close("member"));
        return answer.close("StackResourceSummaries");
    }

    FakeXml stack(FakeStack stack, boolean namesChangeSet) {
        FakeXml answer = new FakeXml()
                .open("Stacks")
                .open("member")
                .leaf("StackId", stack.id)
                .leaf("StackName", stack.name)
                .leaf("StackStatus", stack.status)
                .leaf("CreationTime", Event.AT.toString())
                .leaf("ChangeSetId", namesChangeSet && stack.executed != null ? stack.executed.id : null)
                .leaf("RoleARN", manners.hidesRoles ? null : stack.role)
                .leaf("EnableTerminationProtection", Boolean.toString(stack.protectedFromDeletion))
                .pairs("Outputs", "OutputKey", "OutputValue", stack.outputs)
                .pairs("Tags", "Key", "Value", stack.tags);
        if (!manners.silentStacks) {
            answer.pairs("Parameters", "ParameterKey", "ParameterValue", shown(stack.template, stack.parameters))
                    .list("Capabilities", stack.capabilities)
                    .list("NotificationARNs", stack.topics);
        }
        return answer.close("member").close("Stacks");
    }

    FakeXml events(FakeStack stack, List<Event> told, int from, int page) {
        int end = Math.min(told.size(), from + page);
        FakeXml answer = new FakeXml().open("StackEvents");
        for (Event event : told.subList(Math.min(from, end), end)) {
            answer.open("member")
                    .leaf("StackId", stack.id)
                    .leaf("StackName", stack.name)
                    .leaf("EventId", event.id())
                    .leaf("LogicalResourceId", event.logicalId())
                    .leaf("PhysicalResourceId", event.physicalId())
                    .leaf("ResourceType", event.type())
                    .leaf("Timestamp", event.at().toString())
                    .leaf("ResourceStatus", event.status())
                    .leaf("ResourceStatusReason", event.reason())
                    .leaf("ClientRequestToken", event.token())
                    .close("member");
        }
        return answer.close("StackEvents").leaf("NextToken", end < told.size() ? Integer.toString(end) : null);
    }
}

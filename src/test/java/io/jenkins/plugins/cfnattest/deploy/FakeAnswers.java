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

    FakeXml pending(FakeStack stack, ChangeSet changeSet) {
        return head(stack, changeSet).leaf("Status", "CREATE_IN_PROGRESS").leaf("ExecutionStatus", "UNAVAILABLE");
    }

    FakeXml changeSet(FakeStack stack, ChangeSet changeSet, int from, int page) {
        FakeXml answer = head(stack, changeSet)
                .leaf("Status", changeSet.status)
                .leaf("StatusReason", changeSet.reason)
                .leaf("ExecutionStatus", changeSet.executionStatus)
                .pairs("Parameters", "ParameterKey", "ParameterValue", shown(changeSet.template, changeSet.parameters))
                .pairs("Tags", "Key", "Value", changeSet.tags)
                .list("Capabilities", changeSet.capabilities)
                .open("Changes");
        List<Map.Entry<String, String>> resources =
                List.copyOf(new FakeTemplate(changeSet.template).resources().entrySet());
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
        return answer.close("Changes").leaf("NextToken", end < resources.size() ? Integer.toString(end) : null);
    }

    private static FakeXml head(FakeStack stack, ChangeSet changeSet) {
        return new FakeXml()
                .leaf("ChangeSetId", changeSet.id)
                .leaf("StackId", stack.id)
                .leaf("StackName", stack.name);
    }

    private static Map<String, String> shown(String template, Map<String, String> parameters) {
        FakeTemplate declared = new FakeTemplate(template);
        Map<String, String> shown = new TreeMap<>(parameters);
        shown.replaceAll((name, value) -> declared.hides(name) ? "****" : value);
        return shown;
    }

    FakeXml changeSets(Collection<ChangeSet> changeSets) {
        FakeXml answer = new FakeXml().open("Summaries");
        changeSets.forEach(
                one -> answer.open("member").leaf("ChangeSetId", one.id).close("member"));
        return answer.close("Summaries");
    }

    FakeXml stack(FakeStack stack) {
        return new FakeXml()
                .open("Stacks")
                .open("member")
                .leaf("StackId", stack.id)
                .leaf("StackName", stack.name)
                .leaf("StackStatus", stack.status)
                .leaf("CreationTime", Event.AT.toString())
                .leaf("RoleARN", stack.role)
                .pairs("Outputs", "OutputKey", "OutputValue", stack.outputs)
                .close("member")
                .close("Stacks");
    }

    FakeXml events(FakeStack stack, int from, int page) {
        int end = Math.min(stack.events.size(), from + page);
        FakeXml answer = new FakeXml().open("StackEvents");
        for (Event event : stack.events.subList(Math.min(from, end), end)) {
            answer.open("member")
                    .leaf("StackId", stack.id)
                    .leaf("StackName", stack.name)
                    .leaf("EventId", event.id())
                    .leaf("LogicalResourceId", event.logicalId())
                    .leaf("PhysicalResourceId", event.physicalId())
                    .leaf("ResourceType", event.type())
                    .leaf("Timestamp", Event.AT.toString())
                    .leaf("ResourceStatus", event.status())
                    .leaf("ResourceStatusReason", event.reason())
                    .leaf("ClientRequestToken", event.token())
                    .close("member");
        }
        return answer.close("StackEvents").leaf("NextToken", end < stack.events.size() ? Integer.toString(end) : null);
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What CloudFormation is asked to make a change set of; the template is added by whoever knows where it lies. */
final class Proposal {
    /** The one kind of alarm we let roll back (CloudFormation, RollbackTrigger). */
    static final String ALARM = "AWS::CloudWatch::Alarm";

    /** What the names of our change sets begin with. */
    static final String PREFIX = "cfn-attestation-";

    private final Decision.Allowed allowed;
    private final Target target;

    Proposal(Decision.Allowed allowed, Target target) {
        this.allowed = allowed;
        this.target = target;
    }

    /** The name of the change set; {@code unique} makes it one that nobody else has. */
    String name(String unique) {
        return nameOf(allowed.template()) + unique;
    }

    /** What the names of change sets of this template begin with. */
    static String nameOf(Bytes template) {
        return PREFIX + Digest.of(template).first12() + "-";
    }

    /** The request without a template. {@code creates}: the stack is not there yet. */
    CreateChangeSetRequest.Builder request(String name, boolean creates, Map<String, String> secrets) {
        DeploymentRequest wanted = allowed.request();
        // Tags and parameters are always sent, even when there are none, or an update would keep the stack's former
        // ones.
        CreateChangeSetRequest.Builder request = CreateChangeSetRequest.builder()
                .stackName(wanted.stack())
                .changeSetName(name)
                .clientToken(name)
                .description("Attested template, SHA-256 " + Digest.of(allowed.template()))
                .changeSetType(creates ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .parameters(parameters(wanted, secrets))
                .capabilitiesWithStrings(allowed.request().effectiveCapabilities())
                .tags(tags(wanted))
                .roleARN(target.serviceRole().orElse(null));
        set(request, creates);
        return request;
    }

    private static List<Parameter> parameters(DeploymentRequest wanted, Map<String, String> secrets) {
        List<Parameter> parameters = new ArrayList<>();
        wanted.parameters().forEach((key, value) -> parameters.add(parameter(key, value)));
        secrets.forEach((key, value) -> parameters.add(parameter(key, value)));
        wanted.previousValues()
                .forEach(key -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .usePreviousValue(true)
                        .build()));
        return parameters;
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private static List<Tag> tags(DeploymentRequest wanted) {
        List<Tag> tags = new ArrayList<>();
        wanted.tags()
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        return tags;
    }

    private void set(CreateChangeSetRequest.Builder request, boolean creates) {
        StackSettings settings = target.settings();
        // What is not configured is not sent: the stack keeps what it has.
        if (!settings.notificationTopics().isEmpty()) {
            request.notificationARNs(settings.notificationTopics());
        }
        if (!settings.rollbackTriggers().isEmpty() || settings.monitoringMinutes() > 0) {
            request.rollbackConfiguration(RollbackConfiguration.builder()
                    .rollbackTriggers(settings.rollbackTriggers().stream()
                            .map(arn -> RollbackTrigger.builder()
                                    .arn(arn)
                                    .type(ALARM)
                                    .build())
                            .toList())
                    .monitoringTimeInMinutes(settings.monitoringMinutes())
                    .build());
        }
        onFailure(settings, creates).ifPresent(one -> request.onStackFailure(one.name()));
    }

    /**
     * What OnStackFailure is set to: CloudFormation takes it for a creation only. It takes no DisableRollback at the execution then, so that one is
     * left out there.
     */
    static Optional<StackSettings.OnFailure> onFailure(StackSettings settings, boolean creates) {
        return creates ? settings.onFailure() : Optional.empty();
    }
}

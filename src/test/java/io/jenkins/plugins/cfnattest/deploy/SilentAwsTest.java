package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** AWS answers what there is: where it names no parameters, tags, capabilities or topics there are none, whatever the target's mode of reading back. */
class SilentAwsTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:ops";

    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Target aws(StackSettings settings) {
        return new Target(
                TestDecisions.scope(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReadBackMode.AFTER,
                settings);
    }

    @Test
    void noticesTagsThatAreNotThere() throws Exception {
        Decision.Allowed untagged = TestDecisions.allowed(
                Bytes.utf8("Resources: {Queue: {Type: 'AWS::SQS::Queue'}}"),
                TestDecisions.request("web", Map.of(), Set.of(), Map.of()));
        Decision.Allowed tagged = TestDecisions.allowed(
                untagged.template(), TestDecisions.request("web", Map.of(), Set.of(), Map.of("team", "a")));
        fixture.deploy(untagged);
        Target target = fixture.target(ReadBackMode.AFTER, StackSettings.none());
        try (Connection connection = new Connection(
                target, new AwsAccess.Keys("AKIAFAKE", "secret"), TestDecisions.REGION, "test", Connection.retries())) {
            CloudFormation cloudFormation =
                    new CloudFormation(connection.cloudFormation(), new Asking(new Hidden(Set.of())));
            Stack stack = cloudFormation.stack("web").orElseThrow();
            ReadBack readBack = new ReadBack(cloudFormation, aws(StackSettings.none()));

            assertThatThrownBy(() -> readBack.requireDeployed(stack, Content.allowed(tagged)))
                    .hasMessageContaining("CHANGESET_MISMATCH")
                    .hasMessageContaining(
                            "tag 'team' in the deployed stack is not what was allowed: expected 'a', found nothing");
            assertThatThrownBy(() -> readBack.require(
                            DescribeChangeSetResponse.builder()
                                    .changeSetId("arn:1")
                                    .stackId("arn:2")
                                    .capabilitiesWithStrings(tagged.request().effectiveCapabilities())
                                    .build(),
                            "arn:1",
                            "arn:2",
                            Content.allowed(tagged)))
                    .hasMessageContaining("tag 'team' in the change set");
        }
    }

    @Test
    void noticesTopicsAndAlarmsThatAreNotThere() {
        DescribeChangeSetResponse silent = DescribeChangeSetResponse.builder().build();
        StackSettings topics = new StackSettings(
                List.of(TOPIC), List.of(), 0, Optional.empty(), false, Optional.empty(), Optional.empty());
        StackSettings alarms = new StackSettings(
                List.of(), List.of(TOPIC), 5, Optional.empty(), false, Optional.empty(), Optional.empty());
        StackSettings deletes = new StackSettings(
                List.of(),
                List.of(),
                0,
                Optional.of(StackSettings.OnFailure.DELETE),
                false,
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> new SettingsReadBack(aws(topics)).require(silent, true))
                .hasMessageContaining("notification topics");
        assertThatThrownBy(() -> new SettingsReadBack(aws(alarms)).require(silent, false))
                .hasMessageContaining("rollback triggers");
        assertThatThrownBy(() -> new SettingsReadBack(aws(deletes)).require(silent, true))
                .hasMessageContaining("(failure)");
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;

class NothingToChangeTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static final String TEMPLATE = "Resources: {A: {Type: 'AWS::SQS::Queue'}}\n";

    private static Decision.Allowed tagged(String team) {
        return TestDecisions.allowed(
                Bytes.utf8(TEMPLATE), TestDecisions.request("web", Map.of(), Set.of(), Map.of("team", team)));
    }

    private Target target(ReadBackMode mode) {
        return fixture.target(mode, StackSettings.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The submitted information didn't contain changes. Submit different information to create a change set.",
                "No updates are to be performed.",
                " no updates are to be performed"
            })
    void knowsTheSentences(String reason) {
        assertThat(NothingToChange.isSaidBy(reason)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Value 'No updates are to be performed.' failed", "didn't contain changes"})
    void takesNothingElseForThem(String reason) {
        assertThat(NothingToChange.isSaidBy(reason)).isFalse();
    }

    @Test
    void believesAServerThatSaysSoAtOnceWhenTheStackIsAsWanted() throws Exception {
        fixture.deploy(tagged("a"));
        fixture.aws.fail("CreateChangeSet", 400, "ValidationError", "No updates are to be performed.");

        Outcome outcome = fixture.deploy(tagged("a"));

        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.steps).last().asString().contains("already as wanted");
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void believesNoImitationWhoseStackIsNotAsWanted(boolean atOnce) throws Exception {
        fixture.deploy(tagged("a"));
        fixture.aws.actions().manners().unchangedIgnoresTags();
        if (atOnce) {
            fixture.aws.fail("CreateChangeSet", 400, "ValidationError", "No updates are to be performed.");
        }

        assertThatThrownBy(() -> fixture.deploy(tagged("b")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("The server says that nothing changes")
                .hasMessageContaining("tag 'team', wanted 'b', there 'a'");
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void believesNobodyThatANewStackNeedsNothing() {
        fixture.aws.actions().failToMake("No updates are to be performed.");

        assertThatThrownBy(() -> fixture.deploy(tagged("a")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("'web' does not exist yet");
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void believesAwsAndTellsWhatStaysAsItIs() throws Exception {
        fixture.deploy(tagged("a"));
        Target target = target(ReadBackMode.BEFORE);
        try (Connection connection = new Connection(
                target, new AwsAccess.Keys("AKIAFAKE", "secret"), TestDecisions.REGION, "test", Connection.retries())) {
            CloudFormation cloudFormation =
                    new CloudFormation(connection.cloudFormation(), new Asking(new Hidden(Set.of())));
            Optional<Stack> stack = cloudFormation.stack("web");
            NothingToChange aws = new NothingToChange(new ReadBack(cloudFormation, target), target, false);
            Content commented = Content.allowed(DeployFixture.plain(TEMPLATE + "# a comment\n"));

            assertThat(aws.confirm("web", stack, commented))
                    .startsWith("CloudFormation finds nothing to change in stack 'web'")
                    .contains("leaves the stack as it is: template, wanted ");
            assertThat(aws.confirm("web", stack, Content.allowed(tagged("a")))).contains("already as wanted");
            assertThat(aws.isProven(List.of(), stack, Content.allowed(tagged("a"))))
                    .as("a change set of AWS may hold other changes than those of resources")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://cloudformation.eu-central-1.amazonaws.com, true",
        "https://vpce-1.cloudformation.eu-central-1.vpce.amazonaws.com, true",
        "https://cloudformation.cn-north-1.amazonaws.com.cn, true",
        "https://cloudformation.eu-central-1.api.aws, true",
        "http://localhost:4566, false",
        "http://127.0.0.1:5000, false",
        "https://amazonaws.com.example.org, false",
        "https://notamazonaws.com, false"
    })
    void knowsAwsByItsHost(URI endpoint, boolean aws) {
        Target target = new Target(TestDecisions.scope(), Optional.of(endpoint), Optional.empty(), Optional.empty());

        assertThat(target.isAws()).isEqualTo(aws);
        assertThat(Target.of(TestDecisions.scope()).isAws()).isTrue();
    }

    @Test
    void takesAnEmptyChangeSetOfAnImitationForUnchangedWhereThatIsProven() throws Exception {
        fixture.aws.actions().manners().emptyChangeSets().neverUnchanged();
        fixture.deploy(target(ReadBackMode.AFTER), tagged("a"));

        Outcome outcome = fixture.deploy(target(ReadBackMode.AFTER), tagged("a"));

        assertThat(outcome.changed()).isFalse();
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void executesAnEmptyChangeSetWhereItCannotBeTold() throws Exception {
        fixture.aws.actions().manners().emptyChangeSets().neverUnchanged();
        fixture.deploy(target(ReadBackMode.AFTER), DeployFixture.allowed());

        Outcome outcome = fixture.deploy(target(ReadBackMode.AFTER), DeployFixture.allowed());

        assertThat(outcome.changed()).as("the secret may be another").isTrue();
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(2);
    }

    @Test
    void executesAnEmptyChangeSetThatChangesTags() throws Exception {
        fixture.aws.actions().manners().emptyChangeSets();
        fixture.deploy(target(ReadBackMode.AFTER), tagged("a"));

        assertThat(fixture.deploy(target(ReadBackMode.AFTER), tagged("b")).changed())
                .isTrue();
    }
}

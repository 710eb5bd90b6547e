package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentRequestTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void decidesThePseudoParameters() {
        assertThat(fixture.request().pseudoParameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "AWS::Region", "eu-central-1",
                        "AWS::AccountId", "123456789012",
                        "AWS::Partition", "aws",
                        "AWS::URLSuffix", "amazonaws.com",
                        "AWS::StackName", "web-1"));
    }

    @Test
    void believesStsBeforeTheTarget() {
        assertThat(fixture.request().observedIn("999999999999").pseudoParameters())
                .containsEntry("AWS::AccountId", "999999999999");
    }

    @Test
    void knowsNoAccountWhereNobodySaysOne() {
        fixture.account = Optional.empty();
        fixture.observed = Optional.empty();

        assertThat(fixture.request().pseudoParameters()).doesNotContainKey("AWS::AccountId");
    }

    @ParameterizedTest
    @CsvSource({"aws-us-gov, amazonaws.com", "aws-cn, amazonaws.com.cn", "aws-unheard-of, "})
    void knowsTheSuffixOfThePartition(String partition, String suffix) {
        DeploymentRequest plain = fixture.request();
        DeploymentRequest elsewhere = new DeploymentRequest(
                new TargetScope("x", Optional.empty(), partition, "r", List.of(), Set.of()),
                plain.stack(),
                plain.region(),
                plain.caller(),
                plain.observedAccount(),
                plain.parameters(),
                plain.secretParameters(),
                plain.capabilities(),
                plain.tags(),
                plain.namedTemplate());

        assertThat(elsewhere.pseudoParameters().get("AWS::URLSuffix")).isEqualTo(suffix);
        assertThat(elsewhere.pseudoParameters()).containsEntry("AWS::Partition", partition);
    }
}

package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviousValuesTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void refusesToKeepAValueThatThePolicyDoesNotFree() {
        fixture.previous = Set.of("Cidr");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).contains(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(messages(decision)).contains("keeps the stack's value", "frees none: Cidr");
    }

    @Test
    void refusesToKeepASecretThatThePolicyDoesNotFree() {
        fixture.secrets = Set.of();
        fixture.previous = Set.of("Password");

        assertThat(codes(fixture.decide())).containsOnly(ReasonCode.PARAMETERS_MISMATCH);
    }

    @Test
    void keepsWhatThePolicyFreesAndDeploysNoDefaultInItsPlace() {
        free("Cidr, Password");
        fixture.secrets = Set.of();
        fixture.previous = Set.of("Cidr", "Password");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEmpty();
        Decision.Allowed allowed = (Decision.Allowed) decision;
        assertThat(allowed.openParameters()).containsOnlyKeys("Env");
        assertThat(allowed.hiddenParameters()).isEmpty();
    }

    @Test
    void freesNoOtherName() {
        free("Env");
        fixture.previous = Set.of("Cidr");

        assertThat(messages(fixture.decide())).contains("frees [Env] only: Cidr");
    }

    @Test
    void refusesAValueThatIsKeptAndGiven() {
        free("Env, Password");
        fixture.previous = Set.of("Env");
        assertThat(messages(fixture.decide())).contains("'Env'", "is given as well");

        fixture.previous = Set.of("Password");
        assertThat(messages(fixture.decide())).contains("'Password'", "is given as well");
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
    }

    @Test
    void refusesANameThatTheTemplateDoesNotDeclare() {
        free("Other");
        fixture.previous = Set.of("Other");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(messages(decision)).contains("'Other'", "declares");
    }

    /** The default may be covered by what the policy allows, but it is not what would be fetched. */
    @Test
    void doesNotTakeTheDefaultForTheValueThatDecidesWhatIsFetched() {
        fixture.template = Bytes.utf8("""
                Parameters:
                  Env: {Type: String}
                  Url: {Type: String, Default: 'https://good.example/a.yaml'}
                Resources:
                  Nested:
                    Type: AWS::CloudFormation::Stack
                    Properties: {TemplateURL: !Ref Url}
                """);
        fixture.attested.remove("Cidr");
        fixture.attested.remove("AWS::Region");
        fixture.attested.remove("AWS::AccountId");
        fixture.attested.put("Url", "https://good.example/a.yaml");
        fixture.withheld = java.util.List.of();
        fixture.secrets = Set.of();
        fixture.policy = Policies.standardBut(
                "nestedContent: []\n", "nestedContent: [{kind: NESTED_STACK, value: 'https://good.example/**'}]\n");
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.policy = withFree(fixture.policy, "Url");
        fixture.previous = Set.of("Url");

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.NESTED_CONTENT);
    }

    @Test
    void neverShowsAHiddenValueGivenInTheOpen() {
        fixture.secrets = Set.of();
        fixture.parameters.put("Password", "hunter2hunter2");
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(messages(fixture.decide())).contains("Password").doesNotContain("hunter2");
        assertThat(fixture.decide().asked("NONE").toString()).doesNotContain("hunter2");

        fixture.parameters.put("Password", "{{resolve:secretsmanager:db:SecretString:password}}");
        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void saysWhatWasAsked() {
        free("Cidr");
        fixture.previous = Set.of("Cidr");
        fixture.serviceRole = Optional.of("arn:aws:iam::123456789012:role/deployer");
        fixture.tags.put("team", "pay");

        var asked = fixture.decide().asked("BEFORE");

        assertThat(asked.parameters()).containsExactly(java.util.Map.entry("Env", "prod"));
        assertThat(asked.withheld()).containsExactly("Password");
        assertThat(asked.previousValues()).containsExactly("Cidr");
        assertThat(asked.capabilities()).containsExactly("CAPABILITY_IAM");
        assertThat(asked.role()).isEqualTo(fixture.serviceRole);
        assertThat(asked.tags()).containsEntry("team", "pay");
        assertThat(asked.stack()).isEqualTo(fixture.request().stackArn());
        assertThat(asked.readBack()).isEqualTo("BEFORE");
    }

    private void free(String names) {
        fixture.policy = Policies.standardBut("freeParameters: []", "freeParameters: [" + names + "]");
    }

    private static Policy withFree(Policy policy, String name) {
        PolicyParts parts = new PolicyParts();
        parts.freeParameters = Optional.of(Set.of(name));
        return parts.of(policy);
    }
}

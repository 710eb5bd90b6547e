package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
    private final GateFixture fixture = new GateFixture();

    @BeforeEach
    void doNotBindTheAttestationToARegion() {
        fixture.attested.remove("AWS::Region");
    }

    @Test
    void refusesEverybodyWhereThereIsNoRule() {
        fixture.rules = List.of();

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay", "payments/deploy", "evil/pay/deploy", "PAY/deploy", "command-line/root", "", " "})
    void refusesAnotherJob(String caller) {
        fixture.caller = caller;

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void refusesANamelessCallerEvenWhereAnyoneMay() {
        fixture.rules = List.of(new TargetRule("**", "**", List.of()));
        fixture.caller = "";

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void refusesAnotherStackAndSaysWhichAreAllowed() {
        fixture.stack = "db-1";

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.STACK_FORBIDDEN);
        assertThat(messages(decision)).contains("[web-*]", "'db-1'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1web",
                "web_1",
                "web/1",
                "wéb",
                "web-1\n",
                "-web",
                "arn:aws:cloudformation:x:y:stack/web-1/z"
            })
    void refusesWhatIsNoNameOfAStack(String stack) {
        fixture.rules = List.of(new TargetRule("**", "**", List.of()));
        fixture.stack = stack;

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.STACK_FORBIDDEN);
    }

    @Test
    void refusesAStackNameThatIsTooLong() {
        fixture.stack = "web-" + "x".repeat(125);

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.STACK_FORBIDDEN);
    }

    @Test
    void withoutRegionsARuleMeansTheDefaultRegion() {
        fixture.region = "us-east-1";

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.REGION_FORBIDDEN);
        assertThat(messages(decision)).contains("[eu-central-1]", "'us-east-1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "EU-CENTRAL-1", "eu-central", "eu-central-1.evil.example", "eu-central-1\n"})
    void refusesWhatIsNoRegion(String region) {
        fixture.rules = List.of(new TargetRule("**", "**", List.of(region)));
        fixture.region = region;

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.REGION_FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"us-gov-west-1", "ap-southeast-2", "cn-north-1", "us-isob-east-1", "eusc-de-east-1", "mx-central-1"})
    void knowsTheShapesOfRegions(String region) {
        fixture.rules = List.of(new TargetRule("**", "**", List.of(region)));
        fixture.region = region;

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "team-a/x, web-1, eu-central-1, ''",
        "team-b/x, db-1, us-east-1, ''",
        "team-a/x, db-1, us-east-1, STACK_FORBIDDEN",
        "team-a/x, web-1, us-east-1, REGION_FORBIDDEN",
        "team-b/x, web-1, eu-central-1, STACK_FORBIDDEN",
        "team-b/x, db-1, eu-central-1, REGION_FORBIDDEN",
        "team-c/x, web-1, eu-central-1, TARGET_FORBIDDEN",
    })
    void neverMixesPartsOfTwoRules(String caller, String stack, String region, String expected) {
        fixture.rules = List.of(
                new TargetRule("team-a/*", "web-*", List.of("eu-central-1")),
                new TargetRule("team-b/*", "db-*", List.of("us-east-1")));
        fixture.caller = caller;
        fixture.stack = stack;
        fixture.region = region;

        assertThat(String.join(
                        ",", codes(fixture.decide()).stream().map(Enum::name).toList()))
                .isEqualTo(expected);
    }

    @Test
    void refusesMoreCapabilitiesThanTheTargets() {
        fixture.capabilities = Set.of("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.CAPABILITY_FORBIDDEN);
        assertThat(messages(decision)).contains("[CAPABILITY_AUTO_EXPAND]", "allows [CAPABILITY_IAM]");
    }

    @Test
    void acceptsFewerCapabilities() {
        fixture.capabilities = Set.of("CAPABILITY_IAM");

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesCredentialsOfAnotherAccount() {
        fixture.attested.remove("AWS::AccountId");
        fixture.observed = Optional.of("999999999999");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.CALLER_FORBIDDEN);
        assertThat(messages(decision)).contains("123456789012", "999999999999");
    }

    @Test
    void acceptsAnyAccountWhereTheTargetNamesNone() {
        fixture.attested.remove("AWS::AccountId");
        fixture.account = Optional.empty();
        fixture.observed = Optional.of("999999999999");

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true",
                "-, arn:aws:iam::123456789012:role/deployer, true",
                "arn:aws:iam::123456789012:role/deployer, arn:aws:iam::123456789012:role/deployer, true",
                "arn:aws:iam::123456789012:role/admin, arn:aws:iam::123456789012:role/deployer, false",
                "arn:aws:iam::123456789012:role/admin, -, false",
                "'', -, false"
            })
    void takesNoRoleButTheTargets(String wanted, String targets, boolean passes) {
        fixture.role = Optional.ofNullable(wanted);
        fixture.serviceRole = Optional.ofNullable(targets);

        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEqualTo(passes ? List.of() : List.of(ReasonCode.TARGET_FORBIDDEN));
        if (!passes) {
            assertThat(messages(decision)).contains("wants CloudFormation to use the role " + wanted, "'production'");
        }
    }
}

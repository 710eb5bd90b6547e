package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.PolicyException;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Really signed by a trusted key, but the inspection was made to see less: from the attester to the gate. */
class ReducedInspectionTest {
    /** Warned about by W2 and W9, unless it is excused. */
    private static final String EXCUSED = """
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                %s
                Properties:
                  GroupDescription: open
                  VpcId: vpc-1
                  SecurityGroupEgress: {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.1/32}
                  SecurityGroupIngress: {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
            """;

    private static Decision decide(RuleSet rules, AttestRequest request, Policy policy) throws Exception {
        Attestation attestation =
                new LocalAttester(rules, AppFixture.KEY, Duration.ofDays(7), AppFixture.CLOCK).attest(request);
        return new Gate(policy, AppFixture.trusting(AppFixture.KEY, Purpose.ATTEST), AppFixture.CLOCK)
                .decide(attestation.envelope(), AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"));
    }

    private static List<ReasonCode> codes(Decision decision) {
        return decision.refusals().stream().map(Refusal::code).toList();
    }

    private static Policy standardBut(String old, String replacement) throws PolicyException, CharacterCodingException {
        String text = Policy.standardFile().toUtf8();
        assertThat(text).contains(old);
        return Policy.read(Bytes.utf8(text.replace(old, replacement)), "policy.yaml");
    }

    @Test
    void allowsAnInspectionWithEveryRule() throws Exception {
        assertThat(codes(decide(Catalogue.all(), AppFixture.request(), Policy.standard())))
                .isEmpty();
    }

    @Test
    void refusesTheRulesOfCfnNagAlone() throws Exception {
        assertThat(codes(decide(Catalogue.cfnNag(), AppFixture.request(), Policy.standard())))
                .containsExactly(ReasonCode.RULES_INSUFFICIENT);
    }

    @Test
    void refusesAProfileAndADenyList() throws Exception {
        RuleSet profile = Catalogue.all().profile("F1\nW41\n");
        RuleSet denied = Catalogue.all().deny("RulesToSuppress: [{id: F1000, reason: none}]");

        assertThat(codes(decide(profile, AppFixture.request(), Policy.standard())))
                .containsExactly(ReasonCode.RULES_INSUFFICIENT);
        assertThat(codes(decide(denied, AppFixture.request(), Policy.standard())))
                .containsExactly(ReasonCode.RULES_INSUFFICIENT);
    }

    @Test
    void refusesABluntedRule() throws Exception {
        assertThat(codes(decide(
                        Catalogue.all().argument("spcm_threshold", "9999"), AppFixture.request(), Policy.standard())))
                .containsExactly(ReasonCode.RULES_INSUFFICIENT);
    }

    @Test
    void refusesTheEvaluationOfCfnNag() throws Exception {
        AttestRequest request = AppFixture.request();
        AttestRequest likeCfnNag = new AttestRequest(
                request.name(),
                request.template(),
                request.parameters(),
                request.pseudo(),
                request.invocation(),
                Evaluation.CFN_NAG);

        assertThat(codes(decide(Catalogue.all(), likeCfnNag, Policy.standard())))
                .containsExactly(ReasonCode.RULES_INSUFFICIENT);
        assertThat(codes(decide(
                        Catalogue.all(), likeCfnNag, standardBut("[EFFECTIVE, ALL]", "[EFFECTIVE, ALL, CFN_NAG]"))))
                .isEmpty();
    }

    @Test
    void refusesADeveloperWhoExcusesHimself() throws Exception {
        Bytes template = Bytes.utf8(
                EXCUSED.formatted(
                        "Metadata: {cfn_nag: {rules_to_suppress: [{id: W2, reason: x}, {id: W9, reason: x}, {id: CA30, reason: x}]}}"));
        Decision decision = decide(Catalogue.all(), AppFixture.request(template, Map.of()), Policy.standard());

        assertThat(codes(decision)).contains(ReasonCode.SUPPRESSION_FORBIDDEN);
        assertThat(decision.checks())
                .filteredOn(check -> check.number() == 11)
                .singleElement()
                .satisfies(check ->
                        assertThat(check.refusals().get(0).message()).contains("W2 at Open (x)", "W9 at Open"));
    }

    @Test
    void takesASuppressionThatHidesNothing() throws Exception {
        Bytes template = Bytes.utf8(AppFixture.TEMPLATE
                .toUtf8()
                .replace("Metadata: {Region:", "Metadata: {cfn_nag: {rules_to_suppress: [{id: W41}]}, Region:"));

        assertThat(template).isNotEqualTo(AppFixture.TEMPLATE);
        assertThat(codes(decide(
                        Catalogue.all(), AppFixture.request(template, Map.of("Env", "prod")), Policy.standard())))
                .isEmpty();
    }

    @Test
    void letsAPolicyAllowWhatTheTemplateExcuses() throws Exception {
        Bytes template = Bytes.utf8("""
                Resources:
                  Inbox:
                    Type: AWS::SQS::Queue
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: W48, reason: public}]}}
                """);
        AttestRequest request = AppFixture.request(template, Map.of());

        assertThat(codes(decide(Catalogue.all(), request, Policy.standard())))
                .contains(ReasonCode.SUPPRESSION_FORBIDDEN);
        assertThat(codes(decide(Catalogue.all(), request, standardBut("suppressions: []", "suppressions: [W48]"))))
                .doesNotContain(ReasonCode.SUPPRESSION_FORBIDDEN);
    }
}

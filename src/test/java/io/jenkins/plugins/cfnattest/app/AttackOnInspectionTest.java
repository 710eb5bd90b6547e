package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.Attacker.ask;
import static io.jenkins.plugins.cfnattest.app.Attacker.codes;
import static io.jenkins.plugins.cfnattest.app.Attacker.forged;
import static io.jenkins.plugins.cfnattest.app.Attacker.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that hide something from the inspection, really inspected and signed: the lines of docs/threat-model.md about templates. */
class AttackOnInspectionTest {
    private static final String OPEN_TO_ALL = """
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                %s
                Properties:
                  GroupDescription: open
                  VpcId: vpc-1
                  SecurityGroupEgress:
                    {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8, Description: out}
                  SecurityGroupIngress:
                    {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: %s, Description: in}
            """;

    private static final String DISK = """
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Properties: {AvailabilityZone: a, Size: 1, KmsKeyId: k, Encrypted: %s}
            """;

    /** What the gate says of a template that was attested with these parameters and is deployed with the same. */
    private static List<ReasonCode> refusal(String template, Map<String, String> parameters) {
        return refusal(template, parameters, new TreeSet<>());
    }

    private static List<ReasonCode> refusal(String template, Map<String, String> parameters, TreeSet<String> secrets) {
        Bytes envelope = Attacker.attested(Bytes.utf8(template), parameters);
        DeploymentRequest good = Attacker.request();
        return codes(ask(
                envelope,
                new DeploymentRequest(
                        good.target(),
                        good.stack(),
                        good.region(),
                        good.caller(),
                        good.observedAccount(),
                        new TreeMap<>(parameters),
                        secrets,
                        good.capabilities(),
                        good.tags(),
                        good.namedTemplate())));
    }

    @Test
    void missingRules() throws Exception {
        Bytes envelope = new LocalAttester(Catalogue.all().profile("F1\n"), KEY, Duration.ofDays(7), AppFixture.CLOCK)
                .attest(AppFixture.request())
                .envelope();

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.RULES_INSUFFICIENT);
    }

    @Test
    void olderVersionOfARule() {
        Bytes envelope =
                forged(KEY, payload -> payload.replaceFirst("(\"id\":\"W9\",\"type\":\"WARN\",\"version\":)1", "$10"));

        assertThat(codes(ask(envelope))).contains(ReasonCode.RULES_INSUFFICIENT);
    }

    @Test
    void otherInspector() {
        Bytes envelope = forged(
                KEY,
                payload -> replaced(
                        payload, "\"implementation\":\"cfn-attestation\"", "\"implementation\":\"says-always-yes\""));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.INSPECTOR_UNACCEPTABLE);
    }

    @Test
    void suppressionSmuggledIn() {
        String excused = OPEN_TO_ALL.formatted(
                "Metadata: {cfn_nag: {rules_to_suppress: [{id: W2, reason: trust me}, {id: W9, reason: trust me}]}}",
                "0.0.0.0/0");

        assertThat(refusal(excused, Map.of())).contains(ReasonCode.SUPPRESSION_FORBIDDEN);
    }

    /** The inspector's key is good, but its lists and its verdict say different things. */
    @Test
    void verdictThatDoesNotFollow() {
        Bytes envelope = forged(KEY, payload -> replaced(payload, "\"failureCount\":0", "\"failureCount\":3"));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void dangerousDefaultParameter() {
        String template = "Parameters:\n  Encrypt: {Type: String, Default: 'false'}\n" + DISK.formatted("!Ref Encrypt");

        assertThat(refusal(template, Map.of())).contains(ReasonCode.VIOLATIONS);
        assertThat(refusal(template, Map.of("Encrypt", "true"))).isEmpty();
    }

    @Test
    void dangerousBranchOfACondition() {
        String template = "Parameters:\n  Env: {Type: String}\nConditions:\n  Prod: !Equals [!Ref Env, prod]\n"
                + DISK.formatted("!If [Prod, false, true]");

        assertThat(refusal(template, Map.of("Env", "prod"))).contains(ReasonCode.VIOLATIONS);
        assertThat(refusal(template, Map.of("Env", "test"))).isEmpty();
    }

    /** Good in the region it was inspected for, in the open in another one. */
    @Test
    void regionMap() {
        String template = "Mappings:\n  Disks:\n    eu-central-1: {Encrypt: true}\n    us-east-1: {Encrypt: false}\n"
                + DISK.formatted("!FindInMap [Disks, !Ref 'AWS::Region', Encrypt]");
        Bytes envelope = Attacker.attested(Bytes.utf8(template), Map.of());
        Requests elsewhere = Requests.of(Attacker.request()).without("Env").region("us-east-1");

        assertThat(refusal(template, Map.of())).isEmpty();
        assertThat(codes(ask(envelope, elsewhere.plain())))
                .contains(ReasonCode.PARAMETERS_MISMATCH, ReasonCode.REGION_FORBIDDEN);
    }

    @Test
    void noEchoUsedToHideACidr() {
        String template =
                "Parameters:\n  Cidr: {Type: String, NoEcho: true}\n" + OPEN_TO_ALL.formatted("", "!Ref Cidr");

        assertThat(refusal(template, Map.of(), new TreeSet<>(List.of("Cidr")))).contains(ReasonCode.NOT_EVALUATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: {In: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: 'https://evil.example.org/x'}}}",
                "Resources: {In: {Type: 'AWS::CloudFormation::Macro::MODULE'}}",
                "Transform: Evil\nResources: {In: {Type: 'AWS::CloudFormation::WaitConditionHandle'}}",
                "Transform: {Name: 'AWS::Include', Parameters: {Location: 's3://evil/x'}}\nResources: {In: {Type: 'AWS::CloudFormation::WaitConditionHandle'}}",
                "Resources: {In: {Type: 'AWS::CloudFormation::WaitConditionHandle', 'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: 's3://evil/x'}}}}",
                "Resources: {In: {Type: 'Custom::Anything', Properties: {ServiceToken: 'arn:aws:lambda:eu-central-1:1:function:f'}}}",
                "Resources: {In: {Type: 'AWS::Serverless::Application', Properties: {Location: 's3://evil/x'}}}",
            })
    void contentThatIsFetchedLater(String template) {
        assertThat(refusal(template, Map.of())).contains(ReasonCode.NESTED_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{{resolve:ssm:/open/to/all}}'", "!Sub '{{resolve:ssm:${AWS::Region}}}'"})
    void resolvedFromTheParameterStore(String value) {
        assertThat(refusal(OPEN_TO_ALL.formatted("", value), Map.of())).contains(ReasonCode.NESTED_CONTENT);
    }

    /** Nothing is fetched, yet what stands inline is deployed into other accounts. */
    @Test
    void stackSetWithAnInlineTemplate() {
        String inner = "Resources: {Disk: {Type: 'AWS::EC2::Volume', Properties: {AvailabilityZone: a, Size: 1}}}";
        String template = "Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n"
                + "      StackSetName: s\n      PermissionModel: SELF_MANAGED\n      TemplateBody: \"" + inner + "\"\n";

        assertThat(refusal(template, Map.of())).containsAnyOf(ReasonCode.VIOLATIONS, ReasonCode.NESTED_CONTENT);
    }
}

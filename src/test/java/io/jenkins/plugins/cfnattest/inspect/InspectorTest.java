package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorTest {
    static final String GROUP = """
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {CidrIp: %s, IpProtocol: tcp, FromPort: 443, ToPort: 443, Description: web}
            """;

    private static final String VOLUME = """
            Resources:
              Volume:
                Type: AWS::EC2::Volume
                Properties:
                  Encrypted: %s
            """;

    private static final String ENVIRONMENT = """
            Parameters:
              Env: {Type: String, Default: test}
            Conditions:
              IsTest: !Equals [!Ref Env, test]
            """;

    @Test
    void usesDefaultsThatCfnNagIgnores() {
        String text = "Parameters: {Cidr: {Type: String, Default: 0.0.0.0/0}}\n" + GROUP.formatted("!Ref Cidr");

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W2").violations()))
                .containsExactly("W2 Group");
        assertThat(Sample.inspect(text, Map.of("Cidr", "10.0.0.0/8"), "W2").violations())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"test, false", "prod, true"})
    void evaluatesConditionsFromParameters(String environment, boolean offends) {
        String text = ENVIRONMENT + GROUP.formatted("!If [IsTest, 10.0.0.1/32, 0.0.0.0/0]");

        Inspection inspection = Sample.inspect(text, Map.of("Env", environment), "W2");

        assertThat(inspection.violations().isEmpty()).isNotEqualTo(offends);
        assertThat(inspection.notEvaluated()).isEmpty();
    }

    @Test
    void looksIntoBothBranchesOfConditionsThatNobodyCanDecide() {
        String text = """
                Parameters:
                  Secret: {Type: String, NoEcho: true}
                Conditions:
                  Unknown: !Equals [!Ref Secret, x]
                Resources:
                  One: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Unknown, true, false]}}
                  Two: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Unknown, false, true]}}
                  Three: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Unknown, true, 'true']}}
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "F1");

        assertThat(Sample.found(inspection.violations())).containsExactlyInAnyOrder("F1 One", "F1 Two");
        assertThat(inspection.notEvaluated()).isEmpty();
    }

    @Test
    void doesNotReadWithheldParameters() {
        String text =
                "Parameters: {Flag: {Type: String, NoEcho: true, Default: sesame}}\n" + VOLUME.formatted("!Ref Flag");

        Inspection inspection = Sample.inspect(text, Map.of(), "F1");

        assertThat(inspection.violations()).isEmpty();
        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(inspection.notEvaluated()).singleElement().satisfies(open -> {
            assertThat(open.logicalResourceId()).isEqualTo("Volume");
            assertThat(open.reason())
                    .contains("/Properties/Encrypted", "parameter Flag")
                    .doesNotContain("sesame");
        });
    }

    @Test
    void takesNumbersAndTextsForTheSameAsCloudFormationDoes() {
        String text = "Parameters: {Port: {Type: Number, Default: 443}}\n"
                + GROUP.formatted("10.0.0.1/32").replace("FromPort: 443", "FromPort: !Ref Port");

        assertThat(Sample.inspect(text, Map.of(), "W27").violations()).isEmpty();
        assertThat(Sample.found(
                        Sample.inspect(text, Map.of("Port", "80"), "W27").violations()))
                .containsExactly("W27 Group");
    }

    @Test
    void takesNoValueForAbsent() {
        String text = ENVIRONMENT + """
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketEncryption: !If [IsTest, !Ref 'AWS::NoValue', {ServerSideEncryptionConfiguration: []}]
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W41").violations()))
                .containsExactly("W41 Bucket");
        assertThat(Sample.inspect(text, Map.of("Env", "prod"), "W41").violations())
                .isEmpty();
    }

    @Test
    void inspectsResourcesUnderFalseConditionsButDoesNotCountOnThem() {
        String text = ENVIRONMENT + """
                  Never: !Not [!Condition IsTest]
                Resources:
                  Bucket: {Type: AWS::S3::Bucket}
                  Policy:
                    Type: AWS::S3::BucketPolicy
                    Condition: Never
                    Properties:
                      Bucket: !Ref Bucket
                      PolicyDocument: {Statement: {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: x}}
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W51", "F16").violations()))
                .containsExactlyInAnyOrder("W51 Bucket", "F16 Policy");
        assertThat(Sample.found(
                        Sample.inspect(text, Map.of("Env", "prod"), "W51").violations()))
                .isEmpty();
    }

    @Test
    void refusesConditionsThatMakeNoSense() {
        String text = """
                Conditions:
                  A: !Not [!Condition B]
                  B: !Not [!Condition A]
                Resources:
                  Bucket: {Type: AWS::S3::Bucket}
                """;

        assertThat(Sample.inspect(text, Map.of()).violations())
                .extracting(Violation::id)
                .containsExactly(Violation.FATAL);
    }

    @Test
    void doesNotTakeTheTemplatesOwnTextForAMark() {
        String text = """
                Resources:
                  Database:
                    Type: AWS::RDS::DBInstance
                    Properties:
                      MasterUserPassword: "\\uE000parameter Hidden\\uE001"
                Parameters:
                  Hidden: {Type: String, NoEcho: true}
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "F23").violations()))
                .containsExactly("F23 Database");
    }

    @Test
    void givesThePlaceOfAFinding() {
        Inspection inspection = Sample.inspect(GROUP.formatted("0.0.0.0/0"), Map.of(), "W2");

        assertThat(inspection.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.places())
                        .containsExactly(new Violation.Place(
                                "Group", 3, 11, "/Properties/SecurityGroupIngress/0/CidrIp", "resource")));
    }

    @Test
    void survivesARuleThatFails() {
        Rule broken = new Failing();
        RuleSet rules = RuleSet.of(List.of(broken, Sample.only("F1").rules().get(0)));

        Inspection inspection = new Inspector(rules)
                .inspect(
                        Sample.template(VOLUME.formatted("false")),
                        new EffectiveParameters(new TreeMap<>(), new TreeSet<>()));

        assertThat(inspection.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(inspection.violations()).extracting(Violation::id).containsExactly(Violation.FATAL, "F1");
        assertThat(inspection.violations().get(0).message())
                .contains("F999", "Volume", "ArithmeticException")
                .doesNotContain("secret detail");
    }

    private record Failing() implements Rule {
        @Override
        public String id() {
            return "F999";
        }

        @Override
        public RuleType type() {
            return RuleType.FAIL;
        }

        @Override
        public String name() {
            return "FailingRule";
        }

        @Override
        public RuleText text() {
            return new RuleText("Nothing.", "It fails", "correct it", "Defects happen.");
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public List<Finding> check(View view) {
            view.ofType("AWS::EC2::Volume").forEach(volume -> volume.get("Encrypted"));
            throw new ArithmeticException("secret detail");
        }
    }
}

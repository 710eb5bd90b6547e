package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hardened rules do where a scan and an inspection see different things, and beside the rules they harden. */
class HardenedRulesTest {
    private static final String GROUP = """
            Parameters:
              Group: {Type: String}
              Cidr: {Type: String, Default: 128.0.0.0/1}
            Conditions:
              Wide: !Equals [!Ref Cidr, 128.0.0.0/1]
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {CidrIp: 0.0.0.0/1, IpProtocol: tcp, FromPort: 22, ToPort: 22}
                    - {CidrIp: %s, IpProtocol: tcp, FromPort: 22, ToPort: 22}
            """;

    private static List<String> scan(String text, String... rules) {
        return Sample.found(new Scan(Sample.only(rules), ScanOptions.standard())
                .scan(text.getBytes(StandardCharsets.UTF_8))
                .violations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Ref Cidr", "!If [Wide, !Ref Cidr, 10.0.0.1/32]", "!Sub '${Cidr}'"})
    void putsTogetherWhatParametersAndConditionsMean(String cidr) {
        Inspection inspection = Sample.inspect(GROUP.formatted(cidr), Map.of(), "W2", "CA41");

        assertThat(Sample.found(inspection.violations())).containsExactly("CA41 Open");
    }

    @Test
    void leavesOpenWhatNobodyKnows() {
        String text = GROUP.formatted("!ImportValue Office").replace("0.0.0.0/1", "10.0.0.1/32");

        assertThat(Sample.inspect(text, Map.of(), "CA41").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void leavesToTheOriginalWhatItFinds() {
        String text = GROUP.formatted("0.0.0.0/0");

        assertThat(scan(text, "W2", "CA41")).containsExactly("W2 Open");
        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W2", "CA41").violations()))
                .containsExactly("W2 Open");
    }

    @Test
    void findsWhatTheOriginalWasToldToIgnore() {
        String text = GROUP.formatted("128.0.0.0/1").replace("  Open:\n", """
                  Open:
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: W2, reason: web}]}}
                """);

        assertThat(scan(text, "W2", "CA41")).containsExactly("CA41 Open");
        assertThat(scan(text.replace("id: W2", "id: CA41"), "W2", "CA41")).isEmpty();
    }

    @Test
    void looksInAScanAtRulesForAGroupThatAParameterNames() {
        String text = """
                Parameters: {Group: {Type: String}}
                Resources:
                  Open:
                    Type: AWS::EC2::SecurityGroupIngress
                    Properties: {GroupId: !Ref Group, CidrIp: 0.0.0.0/0, IpProtocol: '-1', FromPort: 1, ToPort: 2}
                  Ports:
                    Type: AWS::EC2::SecurityGroupEgress
                    Properties: {GroupId: !Ref Group, CidrIp: 10.0.0.0/32, IpProtocol: tcp, FromPort: 1, ToPort: 2}
                  Upper:
                    Type: AWS::EC2::SecurityGroupEgress
                    Properties: {GroupId: !Ref Group, CidrIp: 128.0.0.0/1, IpProtocol: tcp, FromPort: 1, ToPort: 1}
                """;

        assertThat(scan(text, "W2", "W5", "W27", "W29", "W42", "CA41", "CA42", "CA43", "CA44"))
                .containsExactlyInAnyOrder("CA41 Open", "CA42 Upper", "CA43 Open", "CA44 Open", "CA44 Ports");
    }

    @Test
    void countsNoRuleThatIsRemovedAsOne() {
        String text = """
                Resources:
                  Open:
                    Type: AWS::EC2::SecurityGroup
                    Properties: {GroupDescription: web, SecurityGroupEgress: [!Ref AWS::NoValue]}
                """;

        assertThat(scan(text, "F1000", "CA45")).containsExactly("CA45 Open");
        assertThat(Sample.found(Sample.inspect(text, Map.of(), "F1000", "CA45").violations()))
                .containsExactly("F1000 Open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !ImportValue Password
            !FindInMap [Passwords, !Ref AWS::Region, all]
            !GetAtt Stored.Value
            !GetAtt Nested.Outputs.Password
            """)
    void knowsThatWhatOthersShowIsNoSecret(String password) {
        String text = """
                Mappings: {Passwords: {eu-central-1: {all: hunter2}}}
                Resources:
                  Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: hunter2}}
                  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.com/t'}}
                  Database: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: %s}}
                """.formatted(password);

        assertThat(scan(text, "F23", "CA49")).containsExactly("CA49 Database");
        assertThat(Sample.inspect(text, Map.of(), "F23", "CA49").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void reportsEachSecretOfAResourceOnce() {
        String text = """
                Resources:
                  Database:
                    Type: AWS::RDS::DBInstance
                    Properties: {MasterUsername: admin, MasterUserPassword: hunter2, TdeCredentialPassword: hunter3}
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "F23", "F24", "CA49");

        assertThat(Sample.found(inspection.violations()))
                .containsExactlyInAnyOrder("F23 Database", "F24 Database", "CA49 Database");
        assertThat(inspection.violations().get(2).places().get(0).propertyPath())
                .isEqualTo("/Properties/TdeCredentialPassword");
    }

    @Test
    void neverNeedsTheValueOfASecret() throws TemplateException {
        Template template = Sample.template("""
                Parameters: {Hidden: {Type: String, NoEcho: true}}
                Resources:
                  Cluster: {Type: AWS::DocDBElastic::Cluster, Properties: {AdminUserPassword: !Ref Hidden}}
                  Function:
                    Type: AWS::Lambda::Function
                    Properties: {Environment: {Variables: {DB_PASSWORD: !Ref Hidden}}}
                """);

        Inspection inspection = new Inspector(Sample.only("CA49", "CA50", "CA51"))
                .inspect(template, EffectiveParameters.of(template, Map.of(), Set.of("Hidden"), Map.of()));

        assertThat(inspection.verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::EC2::Volume: Encrypted", "AWS::EC2::Subnet: MapPublicIpOnLaunch"})
    void leavesOpenWhetherAnUnknownSwitchIsOdd(String place) {
        String[] names = place.split(": ");
        String text = """
                Parameters: {Encrypt: {Type: String}}
                Resources:
                  One: {Type: %s, Properties: {%s: !Ref Encrypt}}
                """.formatted(names[0], names[1]);

        assertThat(scan(text, "CA52", "CA53")).isEmpty();
        assertThat(Sample.inspect(text, Map.of(), "CA52", "CA53").verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(Sample.inspect(text, Map.of("Encrypt", "yes"), "CA52", "CA53")
                        .violations())
                .hasSize(1);
    }

    @Test
    @Timeout(20)
    void goesThroughALongPrefixListOnce() {
        String entries = IntStream.range(0, 1000)
                .mapToObj(i -> "        - {Cidr: 44.%d.%d.0/30}\n".formatted(i / 250, i % 250))
                .collect(Collectors.joining());
        String groups = IntStream.range(0, 5000).mapToObj(i -> """
                          G%d:
                            Type: AWS::EC2::SecurityGroup
                            Properties: {GroupDescription: a, SecurityGroupIngress: {SourcePrefixListId: !Ref List}}
                        """.formatted(i)).collect(Collectors.joining());
        String text = "Resources:\n" + groups + """
                  List:
                    Type: AWS::EC2::PrefixList
                    Properties:
                      Entries:
                """ + entries;

        assertThat(scan(text, "CA43")).hasSize(5000);
        assertThat(scan(text, "CA41"))
                .as("beyond what a template may have, everything")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{resolve:secretsmanager:", "${", "{a}", "https://a:", "{{resolve:secretsmanager:a}}"})
    @Timeout(20)
    void readsLongTextsInLinearTime(String part) {
        String text = "Resources:\n  One: {Type: A::B::C, Properties: {Password: '"
                + part.repeat(900_000 / part.length()) + "', Text: '" + part.repeat(10_000 / part.length()) + "'}}";

        assertThat(scan(text, "CA49")).containsExactly("CA49 One");
        assertThat(scan(text.replace("Password", "Content"), "CA50")).isEmpty();
    }

    @Test
    void readsReferencesAsLongAsAnyMayBe() throws InterruptedException {
        String text = "Resources:\n  One: {Type: A::B::C, Properties: {Password: '{{resolve:secretsmanager:"
                + "a{b}".repeat(1000) + ":SecretString:p}}'}}";
        List<List<String>> found = new ArrayList<>();

        Thread small = new Thread(null, () -> found.add(scan(text, "CA49")), "small stack", 256 * 1024L);
        small.start();
        small.join();

        assertThat(found).containsExactly(List.of());
    }
}

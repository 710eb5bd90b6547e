package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final String DECIDED = """
            Parameters:
              Env: {Type: String, Default: test}
              Open: {Type: String, Default: 0.0.0.0/0}
            Conditions:
              IsTest: !Equals [!Ref Env, test]
            Resources:
              Volume: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [IsTest, true, false]}}
              Other: {Type: AWS::EC2::Volume, Condition: IsTest, Properties: {Encrypted: false}}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress: [{CidrIp: !Ref Open, IpProtocol: tcp, FromPort: 1, ToPort: 1}]
            """;

    private static Inspection inspect(String text, Map<String, String> given, Evaluation evaluation, String... rules) {
        try {
            Template template = Sample.template(text);
            EffectiveParameters parameters = EffectiveParameters.of(template, given, Set.of(), Map.of());
            Inspector inspector = new Inspector(rules.length == 0 ? Catalogue.all() : Sample.only(rules));
            return evaluation == Evaluation.CFN_NAG
                    ? inspector.inspectLikeCfnNag(text.getBytes(StandardCharsets.UTF_8), template, parameters, given)
                    : inspector.inspect(template, parameters, evaluation);
        } catch (TemplateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void takesDecidedConditionsOneWayButAllBothWays() {
        assertThat(Sample.found(
                        inspect(DECIDED, Map.of(), Evaluation.EFFECTIVE, "F1").violations()))
                .containsExactly("F1 Other");
        assertThat(Sample.found(inspect(DECIDED, Map.of(), Evaluation.ALL, "F1").violations()))
                .containsExactlyInAnyOrder("F1 Other", "F1 Volume");
    }

    @Test
    void takesParametersForWhatTheyAreInAll() {
        assertThat(Sample.found(inspect(DECIDED, Map.of(), Evaluation.ALL, "W2").violations()))
                .containsExactly("W2 Group");
        assertThat(inspect(DECIDED, Map.of("Open", "10.0.0.0/8"), Evaluation.ALL, "W2")
                        .violations())
                .isEmpty();
    }

    @Test
    void imitatesTheBlindSpotsOfCfnNagWhenAsked() {
        Inspection inspection = inspect(DECIDED, Map.of(), Evaluation.CFN_NAG, "F1", "W2");

        assertThat(Sample.found(inspection.violations())).containsExactly("F1 Other");
        assertThat(Sample.found(inspect(DECIDED, Map.of("Env", "x"), Evaluation.CFN_NAG, "W2")
                        .violations()))
                .containsExactly("W2 Group");
    }

    @Test
    void answersWhatAScanAnswers() {
        byte[] content = DECIDED.getBytes(StandardCharsets.UTF_8);

        assertThat(inspect(DECIDED, Map.of(), Evaluation.CFN_NAG).violations())
                .isEqualTo(new Scan(Catalogue.all(), ScanOptions.standard())
                        .scan(content)
                        .violations());
    }

    @Test
    void needsTheBytesToImitateCfnNag() {
        Template template = Sample.template(DECIDED);

        assertThatThrownBy(() -> new Inspector(Catalogue.all())
                        .inspect(
                                template,
                                EffectiveParameters.of(template, Map.of(), Set.of(), Map.of()),
                                Evaluation.CFN_NAG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Evaluation.class)
    void listsInEachWhatNobodyInspected(Evaluation evaluation) {
        String text = "Resources: {Stack: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}}";

        assertThat(inspect(text, Map.of(), evaluation).notInspected())
                .containsExactly(new Inspection.NotInspected("NESTED_STACK", "Stack", ""));
    }

    @ParameterizedTest
    @EnumSource(Evaluation.class)
    void passesInNoneWhatAnUnknownLoopMakes(Evaluation evaluation) {
        String text = """
                Transform: AWS::LanguageExtensions
                Parameters: {Names: {Type: CommaDelimitedList}}
                Resources:
                  Fn::ForEach::Volumes:
                    - Name
                    - !Ref Names
                    - 'V${Name}': {Type: AWS::EC2::Volume, Properties: {Encrypted: true}}
                """;

        Inspection unknown = inspect(text, Map.of(), evaluation, "F1");
        Inspection known = inspect(text, Map.of("Names", "a,b"), evaluation, "F1");

        assertThat(unknown.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(unknown.notEvaluated())
                .extracting(Inspection.NotEvaluated::ruleId)
                .containsExactly(Inspector.EVERY_RULE);
        assertThat(unknown.notInspected())
                .containsExactly(new Inspection.NotInspected("LOOP", "", "/Resources/Fn::ForEach::Volumes"));
        assertThat(known.verdict()).isEqualTo(Verdict.PASS);
        assertThat(known.notInspected()).isEmpty();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String value(Random random, String... choices) {
        String plain = pick(random, choices);
        if (random.nextInt(3) > 0) {
            return plain;
        }
        return "!If [C" + random.nextInt(4) + ", " + plain + ", " + value(random, choices) + "]";
    }

    private static String under(Random random) {
        return random.nextInt(3) > 0 ? "" : ", Condition: C" + random.nextInt(4);
    }

    private static String randomTemplate(Random random) {
        StringBuilder text = new StringBuilder("Parameters:\n");
        IntStream.range(0, 4).forEach(i -> text.append("  P" + i + ": {Type: String, Default: n}\n"));
        text.append("Conditions:\n");
        IntStream.range(0, 4).forEach(i -> text.append("  C" + i + ": !Equals [!Ref P" + i + ", y]\n"));
        text.append("Resources:\n");
        for (int i = 0; i < 2; i++) {
            text.append("  Volume" + i + ": {Type: AWS::EC2::Volume" + under(random) + ", Properties: {Encrypted: "
                    + value(random, "true", "false", "!Ref AWS::NoValue", "!ImportValue x") + "}}\n");
            text.append("  Bucket" + i + ": {Type: AWS::S3::Bucket" + under(random) + ", Properties: {BucketName: "
                    + value(random, "one", "two", "!Ref Alarm") + "}}\n");
            text.append("  Policy" + i + ": {Type: AWS::S3::BucketPolicy" + under(random) + ", Properties: {Bucket: "
                    + value(random, "one", "two", "!Ref Bucket0", "!Ref Bucket1")
                    + ", PolicyDocument: {Statement: {Effect: " + value(random, "Allow", "Deny")
                    + ", Principal: " + value(random, "'*'", "{AWS: x}") + ", Action: "
                    + value(random, "'s3:*'", "s3:Get", "!Sub '${Alarm}'") + ", Resource: x}}}}\n");
            text.append("  Group" + i + ": {Type: AWS::EC2::SecurityGroup" + under(random)
                    + ", Properties: {GroupDescription: g}}\n");
            text.append("  Rule" + i + ": {Type: AWS::EC2::SecurityGroupIngress" + under(random)
                    + ", Properties: {IpProtocol: tcp, FromPort: 1, ToPort: " + value(random, "1", "2") + ", GroupId: "
                    + value(random, "!Ref Group0", "!Ref Group1", "x") + ", CidrIp: "
                    + value(random, "0.0.0.0/0", "10.0.0.1/32") + "}}\n");
        }
        text.append("  Alarm: {Type: AWS::CloudWatch::Alarm" + under(random) + ", Properties: {AlarmName: "
                + value(random, "'*'", "one", "'s3:*'") + "}}\n");
        return text.toString();
    }

    /** What is found with each of the sixteen ways in which the four conditions can turn out, one by one. */
    private static Set<String> oneByOne(String text) {
        Set<String> found = new TreeSet<>();
        for (int bits = 0; bits < 16; bits++) {
            Map<String, String> given = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                given.put("P" + i, (bits >> i & 1) == 1 ? "y" : "n");
            }
            found.addAll(all(inspect(text, given, Evaluation.EFFECTIVE)));
        }
        return found;
    }

    private static List<String> all(Inspection inspection) {
        List<String> all = new ArrayList<>(Sample.found(inspection.violations()));
        inspection.notEvaluated().forEach(one -> all.add("?" + one.ruleId() + " " + one.logicalResourceId()));
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsInAllExactlyWhatIsFoundInEachBranch(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            String text = randomTemplate(random);
            Set<String> expected = oneByOne(text);
            // What offends in one branch is a finding, even if another branch leaves it open.
            expected.removeIf(open -> open.startsWith("?") && expected.contains(open.substring(1)));

            assertThat(new TreeSet<>(all(inspect(text, Map.of(), Evaluation.ALL))))
                    .as(text)
                    .isEqualTo(expected);
        }
    }

    private static String volumes(int conditions, int volumes) {
        return "Parameters: {P: {Type: String, NoEcho: true}}\nConditions:\n"
                + IntStream.range(0, conditions)
                        .mapToObj(i -> "  C" + i + ": !Equals [!Ref P, x" + i + "]\n")
                        .collect(Collectors.joining())
                + "Resources:\n  Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: []}}}\n"
                + IntStream.range(0, volumes)
                        .mapToObj(i -> "  V" + i + ": {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [C"
                                + i % conditions + ", true, false]}}\n")
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 40, 63})
    void saysWhichRulesSawNotEveryBranch(int conditions) {
        Inspection inspection =
                inspect(volumes(conditions, conditions), Map.of(), Evaluation.EFFECTIVE, "F1", "F76", "F19");

        assertThat(inspection.notEvaluated()).allSatisfy(open -> {
            assertThat(open.ruleId()).isEqualTo("F1");
            assertThat(open.reason()).contains("depends on " + conditions + ": C0, C1");
        });
        assertThat(inspection.notEvaluated()).hasSize(1);
        assertThat(inspection.violations().stream()
                        .filter(violation -> violation.id().equals("F1")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.places()).hasSize(conditions));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 200})
    void saysSoForAnyNumberOfConditions(int conditions) {
        Inspection inspection = inspect(volumes(conditions, conditions), Map.of(), Evaluation.EFFECTIVE, "F1", "F19");

        assertThat(inspection.notEvaluated())
                .extracting(Inspection.NotEvaluated::ruleId)
                .containsExactly("F1", Inspector.EVERY_RULE);
    }

    @Test
    void needsFewBranchesForConditionsThatConcernDifferentRules() {
        String text = "Parameters: {P: {Type: String, NoEcho: true}}\nConditions:\n"
                + IntStream.range(0, 24)
                        .mapToObj(i -> "  C" + i + ": !Equals [!Ref P, x" + i + "]\n")
                        .collect(Collectors.joining())
                + "Resources:\n"
                + IntStream.range(0, 8)
                        .mapToObj(i -> """
                                  V%1$s: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [C%1$s, true, false]}}
                                  T%1$s: {Type: AWS::SNS::Topic, Condition: C%2$s}
                                  Q%1$s: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !If [C%3$s, x, !Ref AWS::NoValue]}}
                                """.formatted(i, i + 8, i + 16))
                        .collect(Collectors.joining());

        Inspection inspection = inspect(text, Map.of(), Evaluation.EFFECTIVE, "F1", "W47", "W48");

        assertThat(inspection.notEvaluated()).isEmpty();
        assertThat(Sample.found(inspection.violations())).hasSize(24);
    }

    @Test
    void saysSoWhenALargeTemplateHasManyConditions() {
        Inspection inspection = inspect(volumes(8, 9000), Map.of(), Evaluation.ALL, "F1");

        assertThat(inspection.notEvaluated())
                .extracting(Inspection.NotEvaluated::ruleId)
                .containsExactly("F1");
        assertThat(inspection.violations().get(0).places()).hasSize(9000);
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of almost a mebibyte that ask for as much work as they can. */
class WorstCaseTest {
    private static final int SIZE = Template.LIMIT - 30_000;
    /** Time of the processor, so that it does not matter who else works; some ten times what it takes. */
    private static final Duration MOST = Duration.ofSeconds(6);

    private static final String FUNCTION =
            "\"R#\":{\"Type\":\"AWS::Lambda::Function\",\"Properties\":{\"Role\":{\"Fn::GetAtt\":[\"Role\",\"Arn\"]}}}";

    private static String head(int conditions) {
        return "{\"Transform\":\"AWS::LanguageExtensions\",\"Parameters\":{\"P\":{\"Type\":\"String\",\"NoEcho\":true},"
                + "\"Big\":{\"Type\":\"String\",\"Default\":\"" + "x".repeat(4000) + "\"}},\"Conditions\":{"
                + IntStream.range(0, conditions)
                        .mapToObj(i -> "\"C" + i + "\":{\"Fn::Equals\":[{\"Ref\":\"P\"},\"" + i + "\"]}")
                        .collect(Collectors.joining(","))
                + "},\"Resources\":{";
    }

    /** As many resources as fit; {@code #} is their number, {@code ?} that of a condition. */
    private static Arguments resources(String name, int conditions, String resource) {
        StringBuilder text = new StringBuilder(head(conditions));
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(resource.replace("#", Integer.toString(i)).replace("?", "C" + i % Math.max(1, conditions)));
        }
        return Arguments.of(name, text.append("}}").toString());
    }

    private static Arguments statements(String name, int conditions, String statement) {
        StringBuilder text = new StringBuilder(head(conditions))
                .append(
                        "\"P1\":{\"Type\":\"AWS::IAM::ManagedPolicy\",\"Properties\":{\"PolicyDocument\":{\"Statement\":[");
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(i == 0 ? "" : ",").append(statement.replace("?", "C" + i % conditions));
        }
        return Arguments.of(name, text.append("]}}}}}").toString());
    }

    /** Half a mebibyte that the other half refers to: a role with many statements, and a mapping with a long list. */
    private static Arguments linked(String name, String resource, String statement) {
        int times = SIZE / 2 / Math.max(1, statement.length() + 1);
        String role =
                "\"Role\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"Policies\":[{\"PolicyName\":\"p\",\"PolicyDocument\":"
                        + "{\"Statement\":["
                        + (statement.isEmpty() ? "" : String.join(",", Collections.nCopies(times, statement)))
                        + "]}}]}}";
        String list = statement.isEmpty() ? String.join(",", Collections.nCopies(SIZE / 8, "\"v\"")) : "";
        StringBuilder text =
                new StringBuilder("{\"Mappings\":{\"M\":{\"A\":{\"B\":[" + list + "]}}},\"Resources\":{" + role);
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(",").append(resource.replace("#", Integer.toString(i)));
        }
        return Arguments.of(name, text.append("}}").toString());
    }

    static Stream<Arguments> templates() {
        String volume = "\"R#\":{\"Type\":\"AWS::EC2::Volume\",\"Properties\":{\"Encrypted\":";
        String policy = "{\"Effect\":\"Allow\",\"Resource\":\"x\",\"Action\":";
        return Stream.of(
                resources("conditions in values", 8, volume + "{\"Fn::If\":[\"?\",true,true]}}}"),
                resources("sixty conditions", 60, volume.replace(",\"P", ",\"Condition\":\"?\",\"P") + "true}}"),
                resources("thousands of conditions", 3000, volume + "{\"Fn::If\":[\"?\",true,true]}}}"),
                resources(
                        "long names",
                        8,
                        "\"R#\":{\"Type\":\"AWS::S3::Bucket\",\"Condition\":\"?\",\"Properties\":{\"BucketName\":"
                                + "{\"Fn::Sub\":\"${Big}${Big}\"}}}"),
                resources("a chain of names", 8, volume + "{\"Fn::Sub\":\"${R#}${Big}\"}}}"),
                statements("long texts", 6, policy + "{\"Fn::If\":[\"?\",{\"Fn::Sub\":\"${Big}${Big}\"},\"a\"]}}"),
                statements("long JSON", 6, policy + "{\"Fn::ToJsonString\":[{\"Ref\":\"Big\"},{\"Ref\":\"Big\"}]}}"),
                statements("nodes", 6, "{\"Fn::If\":[\"?\",[[],[]],[[],[]]]}"),
                linked(
                        "additions to groups",
                        "\"A#\":{\"Type\":\"AWS::IAM::UserToGroupAddition\",\"Properties\":{\"GroupName\":\"g\",\"Users\":[\"x#\"]}},"
                                + "\"R#\":{\"Type\":\"AWS::IAM::User\",\"Properties\":{\"Groups\":[\"\"]}}",
                        ""),
                linked("functions of one role", FUNCTION, "{\"Effect\":\"Allow\",\"Action\":\"a\",\"Resource\":\"a\"}"),
                linked(
                        "functions of one role that denies",
                        FUNCTION,
                        "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"a\"}"),
                linked(
                        "one list of a mapping",
                        "\"R#\":{\"Type\":\"AWS::EC2::SecurityGroup\",\"Properties\":{\"SecurityGroupIngress\":"
                                + "{\"Fn::FindInMap\":[\"M\",\"A\",\"B\"]}}}",
                        ""),
                resources(
                        "passwords",
                        1,
                        "\"R#\":{\"Type\":\"AWS::RDS::DBInstance\",\"Properties\":{\"MasterUserPassword\":\"x\"}}"),
                Arguments.of(
                        "loops",
                        head(8) + "\"Fn::ForEach::A\":[\"A\",["
                                + IntStream.range(0, 9000)
                                        .mapToObj(i -> "\"" + i + "\"")
                                        .collect(Collectors.joining(","))
                                + "],{" + volume.replace("R#", "R${A}")
                                + "{\"Fn::If\":[\"C0\",true,{\"Fn::Sub\":\"${Big}\"}]}}}}]}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void isOverSoonEnough(String name, String text) throws TemplateException {
        Template template = Template.parse(text.getBytes(StandardCharsets.UTF_8));
        EffectiveParameters parameters = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        Inspection inspection = new Inspector(Catalogue.all()).inspect(template, parameters, Evaluation.ALL);

        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin))
                .isLessThan(MOST);
        assertThat(inspection.verdict()).isNotEqualTo(Verdict.PASS);
    }
}

package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NagAnswerTest {
    @Test
    void countsAsCfnNagDoes() throws Exception {
        Findings findings = Answers.nag(Samples.nag("FAIL", "F3", "Bad."));

        assertThat(findings.failureCount()).isEqualTo(2);
        assertThat(findings.violations()).extracting(Violation::name).containsExactly("SomeRule");
    }

    @Test
    void takesItsOwnFatalForOne() throws Exception {
        Findings findings = Answers.nag(file(1, violation("FATAL", "FAIL", "No template.", "", "")));

        assertThat(findings.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:FATAL");
            assertThat(violation.type()).isEqualTo(RuleType.FAIL);
            assertThat(violation.message()).contains("No template.");
        });
    }

    @Test
    void takesAFatalForAFailureWhateverItCallsItself() throws Exception {
        Findings findings = Answers.nag(file(1, violation("FATAL", "WARN", "No template.", "", "")));

        assertThat(findings.violations()).extracting(Violation::type).containsExactly(RuleType.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "-1, \"x\", 3.5", "1", "1, 2, 3, 4"})
    void keepsEveryResourceWhateverTheLinesAre(String lines) throws Exception {
        Findings findings = Answers.nag(file(2, violation("F1", "FAIL", "Bad.", "\"NoSuchResource\", \"B\"", lines)));

        assertThat(findings.violations().get(0).places())
                .extracting(Violation.Place::logicalResourceId)
                .containsExactly("NoSuchResource", "B");
        assertThat(findings.violations().get(0).places())
                .allSatisfy(place -> assertThat(place.line()).isNotNegative());
    }

    @Test
    void makesTextPrintableAndShort() throws Exception {
        String hostile = "red \u001B[31m\r\nF1 | PASS \u202Eevil " + "x".repeat(5000);
        Findings findings = Answers.nag(file(
                1,
                violation("F\u001B1", "FAIL", "MESSAGE", "\"A\\u0007B\\nC\"", "1")
                        .replace("\"MESSAGE\"", Samples.quoted(hostile))));

        Violation violation = findings.violations().get(0);
        assertThat(violation.id()).isEqualTo("other:F?1");
        assertThat(violation.places().get(0).logicalResourceId()).isEqualTo("A?B C");
        assertThat(violation.message())
                .startsWith("red ?[31m F1 | PASS ?evil xxx")
                .endsWith("[cut: " + hostile.length() + " characters]")
                .hasSizeLessThan(2100);
    }

    @Test
    void keepsAMessageOfTenMegabytesShort() throws Exception {
        Findings findings = Answers.nag(file(1, violation("F1", "FAIL", "x".repeat(10_000_000), "\"A\"", "1")));

        assertThat(findings.violations().get(0).message()).hasSizeLessThan(2100);
    }

    static Stream<Arguments> untrue() {
        String good = violation("F1", "FAIL", "m", "\"A\"", "1");
        return Stream.of(
                arguments("no file", "[]", "exactly one file"),
                arguments(
                        "two files",
                        "[" + Samples.CLEAN.substring(1, Samples.CLEAN.length() - 1) + "," + Samples.CLEAN.substring(1),
                        "exactly one file"),
                arguments("an object", "{\"filename\": \"template.yaml\"}", "exactly one file"),
                arguments("another file", Samples.CLEAN.replace("template.yaml", "other.yaml"), "another file"),
                arguments(
                        "a file of that name elsewhere",
                        Samples.CLEAN.replace("template.yaml", "/srv/template.yaml"),
                        "another file"),
                arguments("no file name", Samples.CLEAN.replace("filename", "file"), "'filename'"),
                arguments("no results", "[{\"filename\":\"template.yaml\"}]", "'violations'"),
                arguments(
                        "no list",
                        "[{\"filename\":\"template.yaml\",\"file_results\":{\"failure_count\":0,\"violations\":{}}}]",
                        "'violations'"),
                arguments("more failures than listed", file(1, ""), "failure_count 0"),
                arguments("fewer failures than listed", file(0, good), "failure_count 1"),
                arguments("no count", Samples.CLEAN.replace("failure_count", "count"), "failure_count 0"),
                arguments("an unknown type", file(0, good.replace("\"FAIL\"", "\"INFO\"")), "FAIL or WARN"),
                arguments("no id", file(1, good.replace("\"id\"", "\"identity\"")), "'id'"),
                arguments("no message", file(1, good.replace("\"message\"", "\"text\"")), "'message'"),
                arguments(
                        "numbers for resources",
                        file(1, violation("F1", "FAIL", "m", "1", "1")),
                        "logical_resource_ids"),
                arguments("a violation that is none", file(1, "7"), "'id'"),
                arguments(
                        "doubled members",
                        Samples.CLEAN.replace("\"violations\":[]", "\"violations\":[],\"violations\":[]"),
                        "malformed"),
                arguments("two documents", Samples.CLEAN + Samples.CLEAN, "malformed"),
                arguments("half an answer", Samples.CLEAN.substring(0, 60), "cut short"),
                arguments("endless depth", "[".repeat(100_000), "malformed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrue")
    void refusesAnAnswerWith(String name, String answer, String expected) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.nag(answer))
                .withMessageContaining(expected)
                .withMessageStartingWith("Expected");
    }

    @Test
    void refusesMoreThanAnybodyCanRead() {
        String many = (violation("W1", "WARN", "m", "", "") + ",").repeat(Findings.MOST)
                + violation("W1", "WARN", "m", "", "");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.nag(file(0, many)))
                .withMessageContaining("at most 5000 findings");
    }

    private static String file(int failures, String violations) {
        return "[{\"filename\":\"template.yaml\",\"file_results\":{\"failure_count\":" + failures + ",\"violations\":["
                + violations + "]}}]";
    }

    private static String violation(String id, String type, String message, String resources, String lines) {
        return "{\"id\":" + Samples.quoted(id) + ",\"type\":\"" + type + "\",\"message\":\"" + message
                + "\",\"logical_resource_ids\":[" + resources + "],\"line_numbers\":[" + lines + "]}";
    }
}

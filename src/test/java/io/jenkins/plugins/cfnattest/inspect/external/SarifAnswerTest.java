package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifAnswerTest {
    private static final String MESSAGE = "\"message\":{\"text\":\"Bad.\"}";

    @Test
    void takesPlaceAndResourceFromTheLocation() throws Exception {
        Findings findings = Answers.sarif(Samples.result("\"ruleId\":\"E1\",\"level\":\"error\"," + MESSAGE
                + ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"template.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
                + "\"region\":{\"startLine\":4,\"startColumn\":7}},\"logicalLocations\":[{\"name\":\"Bucket\"}]}]"));

        assertThat(findings.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:E1");
            assertThat(violation.name()).isEqualTo("First");
            assertThat(violation.message()).isEqualTo("Bad.");
            assertThat(violation.places()).containsExactly(new Violation.Place("Bucket", 4, 7, "", "resource"));
        });
    }

    /** "" for the level stands for none, "" for the answer for no violation. */
    @ParameterizedTest
    @CsvSource({
        "error, E1, FAIL",
        "warning, E1, WARN",
        "note, E1, ''",
        "none, E1, ''",
        "'', E1, FAIL",
        "'', E1/sub/rule, FAIL",
        "'', N2, ''",
        "'', unknown, WARN",
        "error, N2, FAIL",
        "'', '', WARN"
    })
    void takesTheLevelOrElseTheOneOfTheRule(String level, String rule, String expected) throws Exception {
        String members = (level.isEmpty() ? "" : "\"level\":\"" + level + "\",")
                + (rule.isEmpty() ? "" : "\"ruleId\":\"" + rule + "\",");

        Findings findings = Answers.sarif(Samples.result(members + MESSAGE));

        assertThat(findings.violations().stream()
                        .map(violation -> violation.type().name()))
                .containsExactlyElementsOf(expected.isEmpty() ? java.util.List.of() : java.util.List.of(expected));
        assertThat(findings.anything()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ruleIndex\":0", "\"rule\":{\"index\":0}", "\"rule\":{\"id\":\"E1\"}"})
    void findsTheRuleHoweverItIsNamed(String reference) throws Exception {
        Findings findings = Answers.sarif(Samples.result(reference + ",\"message\":{\"id\":\"default\"}"));

        assertThat(findings.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:E1");
            assertThat(violation.type()).isEqualTo(RuleType.FAIL);
            assertThat(violation.message()).isEqualTo("From the rule");
        });
    }

    @Test
    void takesTheGravestWhenTheRunWasConfiguredOtherwise() throws Exception {
        Findings findings = Answers.sarif(Samples.sarif(
                "\"invocations\":[{\"executionSuccessful\":true,\"ruleConfigurationOverrides\":[{}]}],\"results\":[{\"ruleId\":\"N2\","
                        + MESSAGE + "}]"));

        assertThat(findings.violations()).extracting(Violation::type).containsExactly(RuleType.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "fail, WARN",
        "open, FAIL",
        "review, FAIL",
        "whatever, FAIL",
        "pass, ''",
        "notApplicable, ''",
        "informational, ''"
    })
    void takesWhatWasNotDecidedForAFailure(String kind, String expected) throws Exception {
        Findings findings = Answers.sarif(Samples.result("\"kind\":\"" + kind + "\"," + MESSAGE));

        assertThat(findings.violations().stream()
                        .map(violation -> violation.type().name()))
                .containsExactlyElementsOf(expected.isEmpty() ? java.util.List.of() : java.util.List.of(expected));
    }

    @Test
    void listsWhatWasSuppressedWithTheReason() throws Exception {
        Findings findings = Answers.sarif(
                Samples.result(
                        "\"ruleId\":\"E1\"," + MESSAGE
                                + ",\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"we know\"}],\"locations\":[{\"logicalLocations\":[{\"fullyQualifiedName\":\"Bucket\"}]}]"));

        assertThat(findings.violations()).isEmpty();
        assertThat(findings.suppressed()).containsExactly(new Inspection.Suppressed("other:E1", "Bucket", "we know"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "[{\"kind\":\"external\",\"status\":\"rejected\"}]",
                "[{\"kind\":\"external\"},{\"kind\":\"external\",\"status\":\"underReview\"}]"
            })
    void keepsWhatIsNotOrNotYetSuppressed(String suppressions) throws Exception {
        Findings findings =
                Answers.sarif(Samples.result("\"ruleId\":\"E1\"," + MESSAGE + ",\"suppressions\":" + suppressions));

        assertThat(findings.violations()).hasSize(1);
        assertThat(findings.suppressed()).isEmpty();
    }

    @Test
    void takesEveryPathThatMeansTheTemplate() throws Exception {
        try (PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE)) {
            String path = folder.path().resolve("template.yaml").toString();
            for (String uri :
                    new String[] {"template.yaml", "./template.yaml", path, path.substring(1), "file://" + path}) {
                assertThat(Answers.sarif(at(uri), folder).violations()).as(uri).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.yaml",
                "/etc/passwd",
                "../template.yaml",
                "sub/template.yaml",
                "file:///srv/template.yaml",
                "https://example.org/template.yaml",
                "template.yaml/",
                "%00",
                ":"
            })
    void refusesResultsForOtherFiles(String uri) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.sarif(at(uri)))
                .withMessageContaining("another file");
    }

    @Test
    void looksUpAFileByItsIndex() {
        String run = Samples.sarif("\"artifacts\":[{\"location\":{\"uri\":\"other.yaml\"}}],\"results\":[{" + MESSAGE
                + ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"index\":0}}}]}]");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.sarif(run))
                .withMessageContaining("another file");
    }

    static Stream<Arguments> failures() {
        String none = "\"results\":[]";
        return Stream.of(
                arguments("another version", Samples.sarif(none).replace("2.1.0", "2.0.0"), "version 2.1.0"),
                arguments("a list", "[]", "version 2.1.0"),
                arguments("no runs", "{\"version\":\"2.1.0\"}", "'runs'"),
                arguments("zero runs", "{\"version\":\"2.1.0\",\"runs\":[]}", "at least one run"),
                arguments("a run that is none", "{\"version\":\"2.1.0\",\"runs\":[null]}", "'name'"),
                arguments("a run without results", Samples.sarif("\"artifacts\":[]"), "'results'"),
                arguments("results that are null", Samples.sarif("\"results\":null"), "'results'"),
                arguments("a result that is none", Samples.sarif("\"results\":[1]"), "objects"),
                arguments("no tool", "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}", "'name'"),
                arguments("a run that failed", invocation("\"executionSuccessful\":false"), "it did not"),
                arguments("a run that does not say", invocation("\"exitCode\":0"), "executionSuccessful"),
                arguments(
                        "a run that was killed",
                        invocation("\"executionSuccessful\":true,\"exitSignalName\":\"SIGKILL\""),
                        "it did not"),
                arguments(
                        "a run that never started",
                        invocation("\"executionSuccessful\":true,\"processStartFailureMessage\":\"x\""),
                        "it did not"),
                arguments(
                        "an error of the tool",
                        invocation(
                                "\"executionSuccessful\":true,\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":{\"text\":\"crashed\\u001b[0m\"}}]"),
                        "crashed?[0m"),
                arguments(
                        "a configuration that does not fit",
                        invocation(
                                "\"executionSuccessful\":true,\"toolConfigurationNotifications\":[{\"level\":\"error\"}]"),
                        "nothing more"),
                arguments("an unknown level", Samples.result("\"level\":\"fatal\"," + MESSAGE), "'level'"),
                arguments("a level that is none", Samples.result("\"level\":1," + MESSAGE), "'level'"),
                arguments("no message", Samples.result("\"ruleId\":\"unknown\""), "message"),
                arguments("locations that are none", Samples.result("\"locations\":{}," + MESSAGE), "'locations'"),
                arguments(
                        "suppressions that are none",
                        Samples.result("\"suppressions\":true," + MESSAGE),
                        "'suppressions'"),
                arguments("a run cut short", Samples.sarif(none).substring(0, 200), "cut short"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void refuses(String name, String answer, String expected) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.sarif(answer))
                .withMessageContaining(expected);
    }

    @Test
    void refusesTheWholeWhenOneRunOfSeveralFailed() {
        String good = Samples.sarif("\"results\":[]");
        String run = good.substring(good.indexOf('[') + 1, good.length() - 2);
        String bad = run.replace("\"results\":[]", "\"results\":null");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> Answers.sarif("{\"version\":\"2.1.0\",\"runs\":[" + run + "," + bad + "]}"))
                .withMessageContaining("'results'");
    }

    @Test
    void letsWarningsOfTheToolPass() throws Exception {
        Findings findings = Answers.sarif(
                invocation(
                        "\"executionSuccessful\":true,\"toolExecutionNotifications\":[{\"level\":\"warning\",\"message\":{\"text\":\"slow\"}}]"));

        assertThat(findings.violations()).isEmpty();
        assertThat(findings.anything()).isFalse();
    }

    @Test
    void namesWhatHasNoNameAndSkipsWhatIsGone() throws Exception {
        assertThat(Answers.sarif(Samples.result(MESSAGE)).violations())
                .extracting(Violation::id)
                .containsExactly("other:unnamed");
        assertThat(Answers.sarif(Samples.result("\"baselineState\":\"absent\"," + MESSAGE))
                        .violations())
                .isEmpty();
        assertThat(Answers.sarif(Samples.result("\"baselineState\":\"unchanged\"," + MESSAGE))
                        .violations())
                .hasSize(1);
    }

    private static String invocation(String members) {
        return Samples.sarif("\"invocations\":[{" + members + "}],\"results\":[]");
    }

    private static String at(String uri) {
        return Samples.result(MESSAGE + ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
                + Samples.quoted(uri) + "}}}]");
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    private static final RuleSet RULES = Sample.only("F1", "W35", "W41");

    private static JsonNode run(FileReport... files) throws IOException {
        StringWriter out = new StringWriter();
        SarifReport.write(out, RULES, "1.2.3", Path.of("/src"), List.of(files));
        JsonNode log = new ObjectMapper().readTree(out.toString());
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asText()).contains("sarif-2.1.0");
        assertThat(log.path("runs")).hasSize(1);
        return log.path("runs").get(0);
    }

    private static List<JsonNode> results(FileReport... files) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        run(files).path("results").forEach(results::add);
        return results;
    }

    private static String fingerprint(JsonNode result) {
        return result.path("partialFingerprints").path("cfnAttestFinding/v1").asText();
    }

    @Test
    void describesEveryAppliedRuleAndFatal() throws Exception {
        JsonNode driver = run().path("tool").path("driver");

        assertThat(driver.path("semanticVersion").asText()).isEqualTo("1.2.3");
        assertThat(driver.path("rules")).hasSize(4);
        assertThat(driver.path("rules").findValuesAsText("id"))
                .containsExactlyInAnyOrder("CFN_NAG_F1", "CFN_NAG_W35", "CFN_NAG_W41", "CFN_NAG_FATAL");
        assertThat(driver.path("rules")).allSatisfy(rule -> {
            assertThat(rule.path("shortDescription").path("text").asText()).isNotBlank();
            assertThat(rule.path("fullDescription").path("text").asText()).endsWith(".");
            assertThat(rule.path("help").path("text").asText()).contains("Why it matters:", "What to do:");
            assertThat(rule.path("help").path("markdown").asText()).contains("**What to do:**");
            assertThat(rule.path("helpUri").asText()).startsWith("https://");
            assertThat(rule.path("defaultConfiguration").path("level").asText())
                    .isEqualTo(rule.path("id").asText().contains("_W") ? "warning" : "error");
        });
        JsonNode bucket = driver.path("rules").get(1);
        assertThat(bucket.path("properties").path("resourceTypes").get(0).asText())
                .isEqualTo("AWS::S3::Bucket");
        assertThat(bucket.path("properties").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void hasAResultWithItsPlaceForEachViolationAndResource() throws Exception {
        JsonNode result = results(FileReports.of("in fra/Köln.yaml", FileReports.TEMPLATE))
                .get(0);

        assertThat(result.path("ruleId").asText()).isEqualTo("CFN_NAG_F1");
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(result.path("message").path("text").asText()).startsWith("Disk (line 3), property Encrypted: ");
        assertThat(result.path("locations")).hasSize(1);
        assertThat(result.path("locations").get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"physicalLocation": {
                   "artifactLocation": {"uri": "in%20fra/K%C3%B6ln.yaml", "uriBaseId": "%SRCROOT%"},
                   "region": {"startLine": 3, "startColumn": 11}},
                 "logicalLocations": [{"name": "Disk", "fullyQualifiedName": "Disk/Properties/Encrypted", "kind": "resource"}]}
                """));
    }

    @Test
    void pointsToTheRuleOfEveryResult() throws Exception {
        JsonNode run = run(FileReports.of("t.yaml", FileReports.TEMPLATE), FileReports.of("bad.yaml", "- 1"));
        JsonNode rules = run.path("tool").path("driver").path("rules");

        assertThat(run.path("results"))
                .hasSize(5)
                .allSatisfy(result -> assertThat(
                                rules.get(result.path("ruleIndex").asInt()).path("id"))
                        .isEqualTo(result.path("ruleId")));
    }

    @Test
    void showsWhatTheTemplateSuppressedAndWhy() throws Exception {
        List<JsonNode> suppressed = results(FileReports.of("t.yaml", FileReports.TEMPLATE)).stream()
                .filter(result -> result.has("suppressions"))
                .toList();

        assertThat(suppressed).hasSize(2);
        assertThat(suppressed)
                .extracting(result -> result.path("ruleId").asText())
                .containsExactlyInAnyOrder("CFN_NAG_F1", "CFN_NAG_W35");
        JsonNode volume = suppressed.stream()
                .filter(result -> result.path("ruleId").asText().equals("CFN_NAG_F1"))
                .findFirst()
                .orElseThrow();
        assertThat(volume.path("suppressions")).isEqualTo(new ObjectMapper().readTree("""
                [{"kind": "inSource", "justification": "scratch \\"space\\" & <more>"}]
                """));
        assertThat(volume.path("level").asText()).isEqualTo("error");
        assertThat(volume.path("message").path("text").asText()).startsWith("Scratch (line 6)");
    }

    @Test
    void showsAFileThatCannotBeInspectedWhereItsTextStopsMakingSense() throws Exception {
        JsonNode run = run(FileReports.of("bad.yaml", "Resources:\n  A: {Type: X::Y::Z}\n  A: {Type: X::Y::Z}\n"));
        JsonNode result = run.path("results").get(0);

        assertThat(run.path("invocations").get(0).path("executionSuccessful").asBoolean())
                .isFalse();
        assertThat(result.path("ruleId").asText()).isEqualTo("CFN_NAG_FATAL");
        assertThat(result.path("level").asText()).isEqualTo("error");
        JsonNode location = result.path("locations").get(0);
        assertThat(location.has("logicalLocations")).isFalse();
        assertThat(location.path("physicalLocation")
                        .path("region")
                        .path("startLine")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void leavesOpenWhatCouldNotBeDecidedAndSaysWhatNobodySaw() throws Exception {
        JsonNode run = run(FileReports.undecided("t.yaml"));

        JsonNode open = run.path("results").get(0);
        assertThat(open.path("kind").asText()).isEqualTo("open");
        assertThat(open.path("level").asText()).isEqualTo("none");
        assertThat(open.path("message").path("text").asText()).contains("could not be decided", "withheld");
        JsonNode invocation = run.path("invocations").get(0);
        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        JsonNode notification = invocation.path("toolExecutionNotifications").get(0);
        assertThat(notification.path("message").path("text").asText())
                .startsWith("Child (line 9), property TemplateURL: ")
                .contains("NESTED_STACK");
        assertThat(notification.path("locations")).hasSize(1);
    }

    @Test
    void keepsFingerprintsWhenLinesMoveAndGivesEachFindingItsOwn() throws Exception {
        List<JsonNode> before = results(FileReports.of("t.yaml", FileReports.TEMPLATE));
        List<JsonNode> after = results(FileReports.of("t.yaml", "# moved\n\n" + FileReports.TEMPLATE));
        List<JsonNode> elsewhere = results(FileReports.of("u.yaml", FileReports.TEMPLATE));

        assertThat(after)
                .extracting(SarifReportTest::fingerprint)
                .isEqualTo(before.stream().map(SarifReportTest::fingerprint).toList());
        Set<String> all = new HashSet<>();
        before.forEach(result -> all.add(fingerprint(result)));
        elsewhere.forEach(result -> all.add(fingerprint(result)));
        assertThat(all).hasSize(before.size() + elsewhere.size());
    }

    @Test
    void givesTwoFindingsAtOnePlaceTwoFingerprints() throws Exception {
        Violation.Place place = new Violation.Place("A", 0, 0, "", "resource");
        Violation twice = new Violation("W76", "R", RuleType.WARN, "Less.", List.of(place, place));

        List<JsonNode> results = results(new FileReport("t.yaml", List.of(twice), List.of(), List.of(), List.of()));

        assertThat(results).extracting(SarifReportTest::fingerprint).doesNotHaveDuplicates();
        assertThat(results)
                .allSatisfy(result -> assertThat(result.path("locations")
                                .get(0)
                                .at("/physicalLocation/region/startLine")
                                .asInt())
                        .isEqualTo(1));
    }

    @Test
    void leavesIdsOfOthersAsTheyAre() throws Exception {
        Violation other = new Violation("lint:E3002", "lint", RuleType.WARN, "No.", List.of());

        JsonNode result = results(new FileReport("t.yaml", List.of(other), List.of(), List.of(), List.of()))
                .get(0);

        assertThat(result.path("ruleId").asText()).isEqualTo("lint:E3002");
        assertThat(result.has("ruleIndex")).isFalse();
        assertThat(SarifRules.id("CA1")).isEqualTo("CA1");
    }

    /** Section 3.11.6 of SARIF: a page that shows the message would make a link of it. */
    @Test
    void makesNoLinkOfWhatATemplateSays() throws Exception {
        List<JsonNode> results =
                results(FileReports.of("t.yaml", "Resources: {'[see](https://a.example/)': {Type: AWS::S3::Bucket}}"));

        assertThat(results)
                .isNotEmpty()
                .allSatisfy(
                        result -> assertThat(result.path("message").path("text").asText())
                                .startsWith("[see] (https://a.example/)")
                                .doesNotContain("]("));
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesCommandTest {
    private static final List<Rule> ALL = Catalogue.all().rules();
    private static final List<Rule> STANDARD = Catalogue.cfnNag().rules();

    @Test
    void listsThemInGroupsInTheOrderOfTheirNumbers() {
        Cli.Answer answer = Cli.run("rules");

        assertThat(answer.exitCode()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).startsWith("Failing violations").contains("Warnings");
        assertThat(lines.get(1)).startsWith("FAIL F1  ");
        assertThat(lines.get(2)).startsWith("FAIL F2  ");
        assertThat(lines.get(lines.indexOf("Warnings") + 1)).startsWith("WARN W1  ");
        assertThat(lines.stream().filter(line -> line.matches("(FAIL|WARN) .*")))
                .hasSameSizeAs(ALL);
    }

    @Test
    void listsThoseOfCfnNagAloneIfAsked() {
        List<String> standard =
                Cli.run("rules", "--rules", "standard").out().lines().toList();

        assertThat(standard.stream().filter(line -> line.matches("(FAIL|WARN) .*")))
                .hasSameSizeAs(STANDARD);
        assertThat(standard).noneMatch(line -> line.contains("CA1"));
    }

    @Test
    void tellsAllAboutOne() {
        Cli.Answer answer = Cli.run("rules", "w76", "F1");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("FAIL F1  ")
                .contains("  looks for   ", "  why         ", "  what to do  ")
                .contains("  resources   AWS::EC2::Volume", "  name        EbsVolumeHasSseRule, version 1")
                .contains("WARN W76  ", "  arguments   spcm_threshold");
        assertThat(Cli.run("rules", "F1", "-o", "csv").out()).hasLineCount(2);
    }

    @Test
    void saysThatThereIsNoSuchRule() {
        Cli.Answer answer = Cli.run("rules", "Q9");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("no rule 'Q9'").hasLineCount(1);
    }

    @Test
    void tellsProgramsInJson() throws Exception {
        JsonNode rules = new ObjectMapper()
                .readTree(Cli.run("rules", "--output-format", "json").out())
                .path("rules");

        assertThat(rules).hasSameSizeAs(ALL);
        assertThat(rules.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "type",
                        "name",
                        "version",
                        "message",
                        "looksFor",
                        "remedy",
                        "rationale",
                        "resourceTypes",
                        "arguments");
        assertThat(rules.get(0).path("resourceTypes").get(0).asText()).isEqualTo("AWS::EC2::Volume");
        long hardened = ALL.stream().filter(rule -> rule.hardens().isPresent()).count();
        assertThat(rules.findValues("hardens")).hasSize((int) hardened);
    }

    @Test
    void listsThemAsCommaSeparatedValues() {
        List<String> lines = Cli.run("rules", "-o", "csv").out().lines().toList();

        assertThat(lines).hasSize(ALL.size() + 1).startsWith("Type,ID,Message");
        assertThat(lines.get(1)).startsWith(RuleType.FAIL + ",F1,\"");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("(FAIL|WARN),(F|W|CA)[0-9]+,\"([^\"]|\"\")+\""));
    }
}

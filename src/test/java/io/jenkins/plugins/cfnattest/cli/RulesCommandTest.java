package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesCommandTest {
    private static final int RULES = Catalogue.all().rules().size();

    @Test
    void tellsPeopleWhatEachLooksForWhyAndWhere() {
        Cli.Answer answer = Cli.run("rules");

        assertThat(answer.exitCode()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).hasSize(3 * RULES);
        assertThat(lines.get(0)).startsWith("FAIL F1  ");
        assertThat(lines.get(2)).isEqualTo("  Looks at AWS::EC2::Volume.");
    }

    @Test
    void tellsProgramsInJson() throws Exception {
        JsonNode rules = new ObjectMapper()
                .readTree(Cli.run("rules", "--output-format", "json").out())
                .path("rules");

        assertThat(rules).hasSize(RULES);
        assertThat(rules.get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "type", "name", "version", "message", "rationale", "resourceTypes");
        assertThat(rules.get(0).path("resourceTypes").get(0).asText()).isEqualTo("AWS::EC2::Volume");
    }

    @Test
    void listsThemAsCommaSeparatedValues() {
        List<String> lines = Cli.run("rules", "-o", "csv").out().lines().toList();

        assertThat(lines).hasSize(RULES + 1).startsWith("Type,ID,Message");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("(FAIL|WARN),(F|W|CA)[0-9]+,\"[^\"]+\""));
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class InspectorOptionsTest {
    private static final String NOTHING =
            "[{\"filename\":\"template.yaml\",\"file_results\":{\"failure_count\":0,\"violations\":[]}}]";
    private static final String FAILURE = NOTHING.replace(
            "0,\"violations\":[]",
            "1,\"violations\":[{\"id\":\"F1\","
                    + "\"name\":\"N\",\"type\":\"FAIL\",\"message\":\"Bad.\",\"logical_resource_ids\":[\"Inbox\"],\"line_numbers\":[4]}]");

    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void writeATemplate() throws IOException {
        template = Cli.write(folder, "ok.yaml", Cli.CLEAN);
        Cli.keygen(folder, "attest");
    }

    @Test
    void scansWithItToo() throws IOException {
        Cli.Answer answer = Cli.run("scan", "--inspector", inspector("lint", FAILURE, 1), "-o", "json", template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        JsonNode results = new ObjectMapper().readTree(answer.out()).get(0).get("file_results");
        assertThat(results.get("failure_count").asInt()).isEqualTo(1);
        assertThat(results.get("violations")).singleElement().satisfies(violation -> {
            assertThat(violation.get("id").asText()).isEqualTo("lint:F1");
            assertThat(violation.get("inspector").asText()).isEqualTo("lint");
        });
    }

    /** Profiles and deny lists speak of built-in rules. */
    @Test
    void isNotFilteredByWhatSpeaksOfBuiltInRules() throws IOException {
        Path denyList = Cli.write(folder, "deny.yaml", "RulesToSuppress: [{id: F1, reason: x}]\n");
        Path profile = Cli.write(folder, "profile.txt", "W2\n");
        Path inspector = inspector("lint", FAILURE, 1);

        for (Object[] filter : new Object[][] {{"-b", denyList}, {"-r", profile}}) {
            Cli.Answer answer = Cli.run("scan", "--inspector", inspector, "-o", "txt", filter[0], filter[1], template);

            assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out()).contains("| FAIL lint:F1", "Failures count: 1");
        }
    }

    @Test
    void attestsWithItToo() throws IOException {
        Cli.Answer answer = attest(inspector("a", FAILURE, 1), inspector("b", NOTHING, 0));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("FAIL", "FAIL a:F1  Inbox (line 4): Bad.");
        Path envelope = folder.resolve("ok.yaml.intoto.json");
        Cli.Answer verified = Cli.run("verify", "--trusted-key", folder.resolve("attest.pub"), envelope);
        assertThat(verified.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void tellsBesideTheResultWhatAFailingOneSays() throws IOException {
        Cli.Answer answer = attest(inspector("a", "", 3), inspector("b", NOTHING, 0));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("FAIL a:FATAL", "exited with 3").doesNotContain("last words");
        assertThat(answer.err()).isEqualTo("a says: last words" + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("ok.yaml.intoto.json"))).isNotEmpty();
    }

    @Test
    void refusesTwoOfOneName() throws IOException {
        Cli.Answer answer = attest(inspector("a", NOTHING, 0), inspector("a", NOTHING, 0));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("a name of its own");
        assertThat(folder.resolve("ok.yaml.intoto.json")).doesNotExist();
    }

    @Test
    void leavesAServiceItsOwnInspectors() throws IOException {
        Cli.Answer answer = Cli.run(
                "attest",
                "--service",
                "https://attest.example.org",
                "--service-key",
                folder.resolve("attest.pub"),
                "--inspector",
                inspector("a", NOTHING, 0),
                template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--inspector");
    }

    private Cli.Answer attest(Path first, Path second) {
        return Cli.run(
                "attest",
                "--key",
                folder.resolve("attest.key"),
                "--fail-on",
                "FAIL",
                "--inspector",
                first,
                "--inspector",
                second,
                template);
    }

    private Path inspector(String name, String answer, int exitCode) throws IOException {
        String script = "printf %s \"$2\"; echo last words >&2; exit " + exitCode;
        return Cli.write(
                folder,
                name + ".yaml",
                "name: " + name + "\nversion: 1.2\nformat: cfn-nag\ncommand: [/bin/sh, -c, '" + script
                        + "', sh, '{template}', '" + answer + "']\n");
    }
}

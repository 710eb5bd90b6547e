package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.inspect.external.AnswerFormat;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorConfig;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorFileTest {
    private static final String SMALL = """
            name: lint
            version: 1.10
            command: [/usr/bin/lint, --file, '{template}']
            format: sarif
            """;

    @TempDir
    private Path folder;

    @Test
    void readsAllMembers() throws Exception {
        InspectorConfig config = read("""
                name: lint
                implementation: Lint of somebody
                versionCommand: [lint, --version]
                command: [lint, --max, 010, '--in={template}']
                format: cfn-nag
                timeout: PT1M
                outputLimit: 1024
                environment: {LANG: C.UTF-8, DEBUG: no}
                inherit: [PATH, HOME]
                """);

        assertThat(config.name()).isEqualTo("lint");
        assertThat(config.implementation()).isEqualTo("Lint of somebody");
        assertThat(config.version()).isEqualTo(new InspectorVersion.Asked(List.of("lint", "--version")));
        assertThat(config.command()).containsExactly("lint", "--max", "010", "--in={template}");
        assertThat(config.format()).isEqualTo(AnswerFormat.CFN_NAG);
        assertThat(config.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.outputLimit()).isEqualTo(1024);
        assertThat(config.environment()).isEqualTo(Map.of("LANG", "C.UTF-8", "DEBUG", "no"));
        assertThat(config.inherit()).isEqualTo(Set.of("PATH", "HOME"));
    }

    /** The library's own message quotes the line. */
    @Test
    void showsNoTokenOfAFileThatCannotBeRead() throws IOException {
        Path file = Cli.write(folder, "lint.yaml", SMALL + "environment: {TOKEN: hunter2, OTHER: 'x}\n");

        Cli.Answer answer = Cli.run("scan", "--inspector", file, Cli.write(folder, "t.yaml", Cli.CLEAN));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err())
                .contains("is no YAML that can be read at line ")
                .doesNotContain("hunter2");
    }

    @Test
    void knowsWhatIsLeftOut() throws Exception {
        InspectorConfig config = read(SMALL);

        assertThat(config.implementation()).isEqualTo("lint");
        assertThat(config.version()).isEqualTo(new InspectorVersion.Fixed("1.10"));
        assertThat(config.timeout()).isEqualTo(InspectorConfig.DEFAULT_TIMEOUT);
        assertThat(config.outputLimit()).isEqualTo(InspectorConfig.DEFAULT_OUTPUT_LIMIT);
        assertThat(config.environment()).isEmpty();
        assertThat(config.inherit()).isEmpty();
    }

    /** Line and column, and a word of the complaint. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timout: PT1S                   | 5:9: the inspector has the member 'timout'
            timeout: 30                    | 5:10: 'timeout' of the inspector should be a duration
            timeout: PT0S                  | 1:1: the inspector: Expected a time limit
            outputLimit: many              | 5:14: 'outputLimit' of the inspector should be a whole number
            outputLimit: 0                 | 1:1: the inspector: Expected an output limit
            environment: [A]               | 5:14: 'environment' of the inspector should be a map
            environment: {A: [b]}          | 5:18: 'A' of 'environment' of the inspector should be a text
            environment: {A: b, A: c}      | 5:21: 'environment' of the inspector has the member 'A' twice
            environment: {1A: b}           | 1:1: the inspector: Expected names of variables
            inherit: PATH                  | 5:10: 'inherit' of the inspector should be a list
            inherit: [[PATH]]              | 5:11: item 1 of 'inherit' of the inspector should be a text
            inherit: []                    | 5:10: 'inherit' of the inspector should be a list with at least one item
            versionCommand: [lint]         | 1:1: the inspector needs either 'version'
            format: sarif                  | 5:1: the inspector has the member 'format' twice, first at line 4
            implementation: !!int 5        | 5:17: 'implementation' of the inspector should be a text
            ? [a]                          | 5:3: a member's name in the inspector should be a text
            """)
    void refusesWithLineAndColumn(String more, String expected) throws IOException {
        refuses(SMALL + more + "\n", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1.10                  | other: x     | 1:1: the inspector needs either 'version'
            name: lint                     | name: Lint   | 1:1: the inspector: Expected a name
            name: lint                     | name: cfn-nag| which is the name of the built-in rules
            format: sarif                  | format: xml  | 4:9: 'format' of the inspector should be one of [cfn-nag, sarif], but is 'xml'
            /usr/bin/lint                  | bin/lint     | absolute path
            '{template}'                   | x            | Expected an argument of the command to contain {template}
            [/usr/bin/lint, --file, '{template}'] | lint  | 3:10: 'command' of the inspector should be a list
            [/usr/bin/lint, --file, '{template}'] | []    | 3:10: 'command' of the inspector should be a list with at least one
            """)
    void refusesWhatDoesNotFit(String from, String to, String expected) throws IOException {
        String changed = SMALL.replace(from, to);
        assertThat(changed).isNotEqualTo(SMALL);
        refuses(to.startsWith("other") ? SMALL.replace(from + "\n", "") : changed, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'a: [', line 1",
        "'a: &a [*a]\n', aliases",
        "'--- a\n--- b\n', line 2",
        "'- a\n', should be a map"
    })
    void refusesWhatIsNoDocument(String text, String expected) throws IOException {
        refuses(text, expected);
    }

    private void refuses(String text, String expected) throws IOException {
        Path file = Cli.write(folder, "inspector.yaml", text);
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> InspectorFile.read(file))
                .withMessageContaining(expected)
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    private InspectorConfig read(String text) throws Exception {
        return InspectorFile.read(Cli.write(folder, "inspector.yaml", text));
    }
}

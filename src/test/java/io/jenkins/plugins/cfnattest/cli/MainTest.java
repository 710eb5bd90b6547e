package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpsWithEveryCommand(String command) {
        Cli.Answer answer = Cli.run(command, "--help");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("Usage: cfn-attest " + command);
        if (!command.equals("help")) {
            assertThat(answer.out()).contains("Exit codes:", "0   fine", "3   internal or connection failure");
        }
    }

    @Test
    void namesEveryCommandInItsHelp() {
        Cli.Answer answer = Cli.run("--help");

        assertThat(answer.exitCode()).isZero();
        assertThat(commands())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(answer.out()).contains("  " + command + " "));
    }

    @Test
    void tellsItsVersion() {
        assertThat(Cli.run("--version").out()).matches("cfn-attest [0-9]+\\.[0-9]+\\.[0-9]+\\R");
    }

    @Test
    void refusesUnknownWordsWithTwo() {
        assertThat(Cli.run("frobnicate").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run("scan", "--no-such-option", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run().exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void endsWithThreeWhenTheMachineGivesUp() {
        StringWriter err = new StringWriter();

        int exitCode = Main.ended(new PrintWriter(new StringWriter()), new PrintWriter(err), () -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString())
                .startsWith("cfn-attest: ")
                .contains("Java heap space")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "2, 2"})
    void doesNotSayFineAboutAnAnswerThatWasNotWritten(int before, int after) {
        PrintWriter out = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int count) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        int exitCode = Main.ended(out, new PrintWriter(new StringWriter()), () -> {
            out.print("answer");
            return before;
        });

        assertThat(exitCode).isEqualTo(after);
    }
}

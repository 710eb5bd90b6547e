package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Wrong words on the command line: one sentence that a person understands, and where the help is. */
class MisuseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate                                    | Unmatched argument at index 0: 'frobnicate'. See 'cfn-attest --help'.
                    K�ln.yaml                                   | Unmatched argument at index 0: 'K�ln.yaml'. This locale cannot write every character
                    attes                                         | Did you mean 'attest'
                    scan --output-format yaml                     | expected txt, colortxt, json, sarif or junit, but found
                    attest                                        | Missing required parameter: 'TEMPLATE'. See 'cfn-attest attest --help'.
                    attest --key a --key b t.yaml                 | should be specified only once
                    attest --key a --validity soon t.yaml         | expected a duration such as P30D (days) or PT12H (hours), but found 'soon'
                    attest --key a --validity P-1D t.yaml         | expected at least a second, but found 'P-1D'
                    attest --key a --validity PT0S t.yaml         | expected at least a second
                    attest --service no:{url} t.yaml              | expected a URL such as https://attest.example.org, but found 'no:{url}'
                    attest --key a -p Env t.yaml                  | should be in KEY=VALUE format but was Env
                    serve --key a --port many                     | expected a whole number, but found 'many'
                    serve --key a --validity 1                    | expected a duration
                    gate --target a e.json                        | Missing required option: '--stack=NAME'
                    """)
    void saysInOneSentenceWhatIsWrong(String line, String expected) {
        Cli.Answer answer = Cli.run((Object[]) line.split(" "));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().strip().lines()).hasSize(1);
        assertThat(answer.err())
                .startsWith("cfn-attest: ")
                .contains(expected)
                .contains(" See 'cfn-attest")
                .doesNotContain("option option", "java.", "Exception");
    }

    @Test
    void namesACommandWhereNoneIsGiven() {
        Cli.Answer answer = Cli.run();

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err())
                .isEqualTo("cfn-attest: Name a command, such as 'cfn-attest scan'. See 'cfn-attest --help'."
                        + System.lineSeparator());
    }

    static Stream<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            command.getCommandSpec().options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .forEach(options::add);
        }
        return options.stream();
    }

    /** Whatever option comes: its type's conversion speaks our language. */
    @ParameterizedTest
    @MethodSource("options")
    void neverNamesAClassOfJava(OptionSpec option) {
        String command = option.command().name();

        Cli.Answer answer = Cli.run(command, option.longestName() + "=a\u0000{b", "x");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err())
                .startsWith("cfn-attest: ")
                .doesNotContain("java.", "Exception", "class ", "interface ");
    }
}

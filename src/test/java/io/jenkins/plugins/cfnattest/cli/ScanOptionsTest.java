package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, thresholds, and the options of cfn_nag that have no place here. */
class ScanOptionsTest {
    private static final String ROLE = """
            Resources:
              Policy:
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: p
                  Groups: [g]
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/k'}]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "fail, 1, 0",
        "warn, 1, 1",
        "NONE, 0, 0",
    })
    void endsAsTheThresholdSays(String level, int failing, int warning) throws IOException {
        Path fail = Cli.write(folder, "f.yaml", Cli.FAILING);
        Path warn = Cli.write(folder, "w.yaml", Cli.WARNING);

        assertThat(Cli.run("scan", "--fail-on", level, fail).exitCode()).isEqualTo(failing);
        assertThat(Cli.run("scan", "--fail-on", level, warn).exitCode()).isEqualTo(warning);
    }

    @Test
    void refusesTwoThresholds() throws IOException {
        Path file = Cli.write(folder, "w.yaml", Cli.WARNING);

        Cli.Answer answer = Cli.run("scan", "--fail-on", "none", "--fail-on-warnings", file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("Leave one out");
        assertThat(Cli.run("scan", "--fail-on", "warn", "--fail-on-warnings", file)
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void neverWrapsRoundToZeroHoweverManyFail() throws IOException {
        StringBuilder template = new StringBuilder("Resources:\n");
        for (int i = 0; i < 128; i++) {
            template.append("  D").append(i).append(": {Type: 'AWS::EC2::Volume', Properties: {KmsKeyId: k}}\n");
        }
        Path one = Cli.write(folder, "1.yaml", template.toString());
        Path two = Cli.write(folder, "2.yaml", template.toString());

        Cli.Answer answer = Cli.run("scan", one, two);

        assertThat(answer.err()).contains("256 failures");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void appliesTheExtendedRulesOnlyIfAsked() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);
        int standard = Catalogue.cfnNag().rules().size();
        int extended = Catalogue.all().rules().size();

        assertThat(rulesIn(Cli.run("scan", "-o", "sarif", file))).isEqualTo(standard + 1);
        assertThat(rulesIn(Cli.run("scan", "--rules", "standard", "-o", "sarif", file)))
                .isEqualTo(standard + 1);
        assertThat(rulesIn(Cli.run("scan", "--rules", "extended", "-o", "sarif", file)))
                .isEqualTo(extended + 1);
        assertThat(Cli.run("scan", "--rules", "all", file).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static long rulesIn(Cli.Answer answer) {
        return answer.out().lines().filter(line -> line.contains("\"helpUri\"")).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"spcm_threshold\": 0}", "{\"spcm_threshold\": \"0\"}"})
    void takesRuleArgumentsFromAFile(String json) throws IOException {
        Path file = Cli.write(folder, "t.yaml", ROLE);
        Path arguments = Cli.write(folder, "arguments.json", json);

        assertThat(Cli.run("scan", file).out()).doesNotContain("W76");
        assertThat(Cli.run("scan", "--rule-arguments-path", arguments, file).out())
                .contains("W76");
        assertThat(Cli.run("scan", "--rule-arguments-path", arguments, "--rule-arguments", "spcm_threshold:99", file)
                        .out())
                .doesNotContain("W76");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"spcm_threshold\": {}}",
                "{\"spcm_threshold\": null}",
                "{\"no_such\": 1}",
                "{\"a\": 1} x",
                "{\"a\":"
            })
    void refusesBadRuleArguments(String json) throws IOException {
        Path file = Cli.write(folder, "t.yaml", ROLE);
        Path arguments = Cli.write(folder, "arguments.json", json);

        Cli.Answer answer = Cli.run("scan", "--rule-arguments-path", arguments, file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).startsWith("cfn-attest: ").hasLineCount(1).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rule-directory", "--rule-repository"})
    void refusesRulesInRubyAndSaysWhatToDo(String option) throws IOException {
        Cli.Answer answer = Cli.run("scan", option, "rules", Cli.write(folder, "t.yaml", Cli.CLEAN));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("Ruby", "external inspector").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--isolate-custom-rule-exceptions", "--rule-directory-recursive", "--debug", "-d"})
    void goesOnWithoutOptionsThatConcernRubyOnly(String option) throws IOException {
        Cli.Answer answer = Cli.run("scan", option, Cli.write(folder, "t.yaml", Cli.CLEAN));

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).contains("no effect").hasLineCount(1);
    }

    @Test
    void stillTakesTheOldNameOfTheDenyList() throws IOException {
        Path denyList = Cli.write(folder, "deny", "RulesToSuppress: [{id: F1, reason: no}]\n");

        assertThat(Cli.run("scan", "--blacklist-path", denyList, Cli.write(folder, "t.yaml", Cli.FAILING))
                        .exitCode())
                .isZero();
    }
}

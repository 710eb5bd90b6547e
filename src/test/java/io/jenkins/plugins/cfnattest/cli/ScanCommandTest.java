package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {
    private static final String SUPPRESSED = """
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: scratch space}]}}
                Properties: {AvailabilityZone: a, KmsKeyId: k}
            """;

    @TempDir
    private Path folder;

    @Test
    void printsWhatCfnNagPrints() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.FAILING);

        Cli.Answer answer = Cli.run("scan", "--output-format", "json", file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out().replaceAll("\\s+", ""))
                .startsWith("[{\"filename\":\"" + file
                        + "\",\"file_results\":{\"failure_count\":1,\"violations\":[{\"id\":\"F1\",")
                .contains("\"logical_resource_ids\":[\"Disk\"],\"line_numbers\":[3],\"element_types\":[\"resource\"]");
    }

    @Test
    void keepsGoingPastABadFile() throws IOException {
        Cli.write(folder, "a.yaml", "- no template");
        Cli.write(folder, "b.yaml", Cli.FAILING);
        Cli.write(folder, "c.txt", "not looked at");

        Cli.Answer answer = Cli.run("scan", "--output-format", "json", folder);

        assertThat(answer.out()).contains("a.yaml", "FATAL", "b.yaml", "\"F1\"").doesNotContain("c.txt");
    }

    @ParameterizedTest
    @CsvSource({"CFN_NAG, 0, ''", "EFFECTIVE, 1, rule F1 about Disk"})
    void isNotSilentAboutWhatItCouldNotDecide(String evaluation, int exitCode, String words) throws IOException {
        Path file = Cli.write(folder, "t.yaml", """
                Parameters: {Flag: {Type: String}}
                Resources:
                  Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: !Ref Flag}}
                """);

        Cli.Answer answer = Cli.run("scan", "--evaluation", evaluation, "--output-format", "txt", file);

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(exitCode);
        assertThat(answer.out()).contains(words);
    }

    @Test
    void failsOnWarningsOnlyIfAsked() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.WARNING);

        assertThat(Cli.run("scan", "--input-path", file).exitCode()).isZero();
        assertThat(Cli.run("scan", "--fail-on-warnings", "--input-path", file).exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void honoursSuppressionUnlessForbidden() throws IOException {
        Path file = Cli.write(folder, "t.yaml", SUPPRESSED);

        Cli.Answer allowed = Cli.run("scan", "--print-suppression", "--output-format", "json", file);
        Cli.Answer explicit = Cli.run("scan", "--allow-suppression", "--output-format", "json", file);
        Cli.Answer forbidden = Cli.run("scan", "--no-allow-suppression", "--output-format", "json", file);

        assertThat(allowed.exitCode()).as(allowed.out()).isZero();
        assertThat(allowed.err()).contains("Suppressing F1 on Disk for reason: scratch space");
        assertThat(explicit.exitCode()).isZero();
        assertThat(forbidden.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(forbidden.out()).contains("\"F1\"");
    }

    @Test
    void leavesFatalOutIfAsked() throws IOException {
        Path file = Cli.write(folder, "t.yaml", "- no template");

        Cli.Answer answer = Cli.run("scan", "--ignore-fatal", "--output-format", "json", file);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("t.yaml").doesNotContain("FATAL");
    }

    @Test
    void appliesProfileAndDenyList() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.FAILING);
        Path profile = Cli.write(folder, "profile", "W48 only queues\n");
        Path denyList = Cli.write(folder, "deny", "RulesToSuppress: [{id: F1, reason: no}]\n");

        assertThat(Cli.run("scan", "--profile-path", profile, file).exitCode()).isZero();
        assertThat(Cli.run("scan", "--deny-list-path", denyList, file).exitCode())
                .isZero();
    }

    @Test
    void takesParameterAndConditionValues() throws IOException {
        Path file = Cli.write(folder, "t.yaml", """
                Parameters: {Encrypt: {Type: String}}
                Conditions: {Strict: !Equals [a, b]}
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Properties: {KmsKeyId: k, Encrypted: !If [Strict, true, !Ref Encrypt]}
                """);
        Path parameters = Cli.write(folder, "p.json", "{\"Parameters\": {\"Encrypt\": \"false\"}}");
        Path conditions = Cli.write(folder, "c.json", "{\"Strict\": false}");

        assertThat(Cli.run("scan", "--parameter-values-path", parameters, file).exitCode())
                .isZero();
        Cli.Answer both =
                Cli.run("scan", "--parameter-values-path", parameters, "--condition-values-path", conditions, file);
        assertThat(both.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void refusesPathsAndArgumentsThatDoNotExist() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);

        assertThat(Cli.run("scan", folder.resolve("nowhere")).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run("scan", "--rule-arguments", "no_such_argument:1", file)
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run("scan", "--rule-arguments", "nothing", file).exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run("scan", "--template-pattern", "[", folder).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hasNoColoursInAFileAndSomeWhenAsked() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.FAILING);

        assertThat(Cli.run("scan", file).out()).doesNotContain("\u001b[");
        assertThat(Cli.run("scan", "--output-format", "colortxt", file).out()).contains("\u001b[0;31;49m");
        assertThat(Cli.run("scan", "--output-format", "txt", file).out())
                .doesNotContain("\u001b[")
                .contains("FAIL F1");
    }

    @Test
    void doesNotTakeEnvelopesForTemplates() throws IOException {
        Cli.attested(folder, Cli.CLEAN);
        assertThat(folder.resolve("template.intoto.json")).exists();
        Cli.write(folder, "other.json", "{\"Resources\": {\"A\": {\"Type\": \"X::Y::Z\"}}}");

        Cli.Answer found = Cli.run("scan", folder);
        Cli.Answer named = Cli.run("scan", folder.resolve("template.intoto.json"));

        assertThat(found.exitCode()).as(found.out()).isZero();
        assertThat(found.out()).contains("template.yaml", "other.json").doesNotContain("intoto");
        assertThat(named.out()).contains("FATAL");
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeKey() {
        Cli.keygen(folder, "attest");
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAN,   NONE, 0", "CLEAN,   WARN, 0", "CLEAN,   FAIL, 0",
        "WARNING, NONE, 0", "WARNING, WARN, 1", "WARNING, FAIL, 0",
        "FAILING, NONE, 0", "FAILING, WARN, 1", "FAILING, FAIL, 1"
    })
    void writesTheEnvelopeWhateverTheVerdictAndFailsAsAsked(String template, String failOn, int exitCode)
            throws IOException {
        String content = switch (template) {
            case "CLEAN" -> Cli.CLEAN;
            case "WARNING" -> Cli.WARNING;
            default -> Cli.FAILING;
        };
        Path file = Cli.write(folder, "t.yaml", content);

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), "--fail-on", failOn, file);

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(exitCode);
        assertThat(folder.resolve("t.yaml.intoto.json")).exists();
    }

    @ParameterizedTest
    @CsvSource({"EFFECTIVE, 0", "ALL, 1", "CFN_NAG, 0"})
    void takesConditionsAsAsked(String evaluation, int exitCode) throws IOException {
        Path file = Cli.write(folder, "t.yaml", """
                Conditions: {Yes: !Equals [a, a]}
                Resources:
                  Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Yes, true, false]}}
                """);

        Cli.Answer answer = Cli.run(
                "attest", "--key", folder.resolve("attest.key"), "--fail-on", "FAIL", "--evaluation", evaluation, file);

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(exitCode);
    }

    @Test
    void answersProgramsInJson() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.WARNING);

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), "--output-format", "json", file);

        assertThat(answer.out())
                .contains("\"verdict\" : \"WARN\"", "\"warningCount\" : 1", "\"attestationDigest\"", "\"keyId\"");
    }

    @Test
    void showsEveryFindingWithItsLine() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.FAILING);

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), file);

        assertThat(answer.out()).contains("FAIL  ", "1 failure, ", "FAIL F1  Disk (line 3), property Encrypted: ");
    }

    @Test
    void attestsManyIntoOneFolderAndTellsHowFarItIs() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Object[] arguments = new Object[25];
        arguments[0] = "attest";
        arguments[1] = "--key";
        arguments[2] = folder.resolve("attest.key");
        arguments[3] = "--output-dir";
        arguments[4] = out;
        for (int i = 5; i < arguments.length; i++) {
            arguments[i] = Cli.write(folder, "t" + i + ".yaml", Cli.CLEAN);
        }

        Cli.Answer answer = Cli.run(arguments);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).contains("attested 2 of 20", "attested 20 of 20");
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(20);
        }
    }

    @Test
    void refusesOneOutputForTwoTemplates() throws IOException {
        Path one = Cli.write(folder, "one.yaml", Cli.CLEAN);
        Path two = Cli.write(folder, "two.yaml", Cli.CLEAN);

        Cli.Answer answer = Cli.run(
                "attest", "--key", folder.resolve("attest.key"), "--output", folder.resolve("x.json"), one, two);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--output names one file");
        assertThat(folder.resolve("x.json")).doesNotExist();
    }

    @Test
    void wantsAKeyOrAServiceAndNotBoth() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);

        Cli.Answer neither = Cli.run("attest", file);
        Cli.Answer both =
                Cli.run("attest", "--key", folder.resolve("attest.key"), "--service", "https://example.org", file);

        assertThat(neither.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(neither.err()).contains("--key FILE", "--service URL");
        assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void believesNoServiceWithoutItsKey() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);

        Cli.Answer answer = Cli.run("attest", "--service", "http://127.0.0.1:1", file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--service-key");
    }

    @Test
    void endsWithThreeWhenTheServiceCanNotBeReached() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);

        Cli.Answer answer = Cli.run(
                "attest", "--service", "http://127.0.0.1:1", "--service-key", folder.resolve("attest.pub"), file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).startsWith("cfn-attest: ").doesNotContain("\tat ");
        assertThat(folder).isDirectoryNotContaining("glob:**.intoto.json");
    }

    @Test
    void signsNoPathOfAnybodysHome() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);

        Cli.Answer answer = Cli.run("verify", "--trusted-key", folder.resolve("attest.pub"), envelope);

        assertThat(answer.out()).contains("template     template.yaml  sha256:");
    }

    @Test
    void showsNamesOfTheTemplateWithoutLettingThemWriteOnTheTerminal() throws IOException {
        Path file = Cli.write(
                folder,
                "t.yaml",
                "Resources: {\"A\\e[2J\\nPASS  b.yaml\\x9b\\u202e\": {Type: AWS::EC2::Volume, Properties: {Size: 1}}}");

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), file);

        assertThat(answer.out()).contains("A?[2J?PASS  b.yaml??").doesNotContain("\u001b[2J", "\u009b", "\u202e");
        assertThat(answer.out().lines()).noneMatch(line -> line.startsWith("PASS"));
    }

    @Test
    void refusesTwoTemplatesThatWouldShareAnEnvelope() throws IOException {
        Path one = Cli.write(Files.createDirectory(folder.resolve("one")), "t.yaml", Cli.CLEAN);
        Path two = Cli.write(Files.createDirectory(folder.resolve("two")), "t.yaml", Cli.FAILING);
        Path out = folder.resolve("out");

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), "--output-dir", out, one, two);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains(one.toString(), two.toString(), "the same file");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysWhichFolderCanNotBeMade() throws IOException {
        Path template = Cli.write(folder, "t.yaml", Cli.CLEAN);
        Path out = template.resolve("out");

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), "--output-dir", out, template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).startsWith("cfn-attest: The folder '" + out + "' of --output-dir cannot be made");
    }

    @Test
    void tellsProgramsOfTheEnvelopesWrittenBeforeABadTemplate() throws IOException {
        Path good = Cli.write(folder, "good.yaml", Cli.CLEAN);
        Path bad = Cli.write(folder, "bad.yaml", "- a");

        Cli.Answer answer =
                Cli.run("attest", "--key", folder.resolve("attest.key"), "--output-format", "json", good, bad);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).contains("good.yaml.intoto.json").doesNotContain("bad.yaml");
        assertThat(answer.err().strip().lines()).hasSize(1);
    }

    @Test
    void writesTheFindingsOfAllTemplatesAsSarif() throws IOException {
        Path failing = Cli.write(folder, "f.yaml", Cli.FAILING);
        Path warning = Cli.write(folder, "w.yaml", Cli.WARNING);
        Path sarif = folder.resolve("findings.sarif");

        Cli.Answer answer =
                Cli.run("attest", "--key", folder.resolve("attest.key"), "--sarif", sarif, failing, warning);
        Cli.Answer nowhere =
                Cli.run("attest", "--key", folder.resolve("attest.key"), "--sarif", folder.resolve("no/x"), failing);

        assertThat(answer.exitCode()).isZero();
        assertThat(sarif)
                .content()
                .contains("\"ruleId\" : \"CFN_NAG_F1\"", "f.yaml", "\"ruleId\" : \"CFN_NAG_W48\"", "w.yaml");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nowhere.err()).contains("cannot be written").hasLineCount(1);
    }
}

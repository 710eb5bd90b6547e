package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Folders of files, good and bad. */
class ScanManyTest {
    @TempDir
    private Path folder;

    private Path many(int count) throws IOException {
        Path many = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < count; i++) {
            Cli.write(many, (100 + i) + ".yaml", Cli.WARNING);
        }
        return many;
    }

    @Test
    void keepsGoingPastEveryKindOfBadFile() throws IOException {
        Path many = many(3);
        Cli.write(many, "big.yaml", new byte[1024 * 1024 + 1]);
        Cli.write(many, "binary.yaml", new byte[] {0, 1, 2});
        Cli.write(many, "list.yaml", "- 1");
        Files.createSymbolicLink(many.resolve("gone.yaml"), many.resolve("nowhere"));
        Files.createSymbolicLink(many.resolve("loop"), many);
        Files.createSymbolicLink(many.resolve("self.yaml"), many.resolve("self.yaml"));

        Cli.Answer answer = Cli.run("scan", many);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("102.yaml", "big.yaml", "binary.yaml", "list.yaml", "gone.yaml", "self.yaml")
                .doesNotContain("loop/");
        assertThat(answer.err())
                .matches("Scanned 8 files in [0-9]+\\.[0-9] s: 5 failures, 3 warnings; 5 could not be inspected\\.\\R");
    }

    @Test
    void scansATemplateThatHidesUnderTheNameOfAnEnvelope() throws IOException {
        Cli.write(folder, "hidden.intoto.json", Cli.FAILING);
        Cli.write(folder, "torn.intoto.json", "{\"payloadType\": \"application/vnd.in-toto+json\"}");

        Cli.Answer answer = Cli.run("scan", folder);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("hidden.intoto.json", "torn.intoto.json");
    }

    /** Whoever may name files in a folder must not choose the options of whoever scans {@code *}. */
    @Test
    void takesNoOptionsFromAFileWhoseNameBeginsWithAnAt() throws IOException {
        Path owned = folder.resolve("owned");
        Path options = Cli.write(folder, "x.yaml", "--fail-on=never\n--output-format=txt=" + owned);
        Path bad = Cli.write(folder, "bad.yaml", Cli.FAILING);

        Cli.Answer answer = Cli.run("scan", bad, "@" + options);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("@" + options);
        assertThat(owned).doesNotExist();
    }

    @Test
    void showsNoSteeringCharactersOfATemplateBesideTheAnswer() throws IOException {
        Path file = Cli.write(folder, "t.yaml", """
                Resources:
                  "B\\e[31m\\x9b2J\\u202e":
                    Type: AWS::S3::Bucket
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: W35, reason: "a\\x9b2J\\u202eb"}]}}
                """);

        assertThat(Cli.run("scan", "--print-suppression", file).err())
                .contains("Suppressing W35 on B?[31m?2J? for reason: a")
                .doesNotContainPattern("[\\p{Cf}\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u0080-\\u009f]");
    }

    @Test
    void looksIntoLinkedFolders() throws IOException {
        Path many = many(2);
        Path link = Files.createSymbolicLink(folder.resolve("link"), many);
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("linked"), many);

        assertThat(Cli.run("scan", link).out()).contains("link/100.yaml");
        assertThat(Cli.run("scan", inside).out()).contains("inside/linked/101.yaml");
    }

    /** Skipped for an administrator, who reads every folder. */
    @Test
    void saysThatAFolderCannotBeSearched() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeThat(closed.toFile().setReadable(false, false)).isTrue();
        try {
            assumeThat(Files.isReadable(closed)).isFalse();
            Cli.write(folder, "a.yaml", Cli.CLEAN);

            Cli.Answer answer = Cli.run("scan", folder);

            assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out()).contains("a.yaml", "closed' cannot be searched", "FATAL");
        } finally {
            assertThat(closed.toFile().setReadable(true, false)).isTrue();
        }
    }

    @Test
    void makesAFindingOfAFileThatDisappears() throws IOException {
        Path file = Cli.write(folder, "t.yaml", Cli.CLEAN);
        TemplateFiles.Found found =
                new TemplateFiles.Found(List.of(file, folder.resolve("gone.yaml")), Map.of(folder, "Shut."));
        Console console =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Ansi.OFF, false);

        Map<String, ScanResult> results = new ScanRun(
                        new Scan(Catalogue.cfnNag(), ScanOptions.standard()),
                        ExternalInspectors.none(),
                        InputStream.nullInputStream())
                .of(found, console.progress("scanned", 2));

        assertThat(results.keySet())
                .containsExactly(file.toString(), folder.resolve("gone.yaml").toString(), folder.toString());
        assertThat(results.values()).extracting(ScanResult::isFatal).containsExactly(false, true, true);
    }

    @Test
    void tellsHowFarItIsAndIsQuietIfAsked() throws IOException {
        Path many = many(40);

        Cli.Answer loud = Cli.run("scan", many);
        Cli.Answer quiet = Cli.run("scan", "--quiet", many);

        assertThat(loud.err())
                .contains("scanned 4 of 40", "scanned 40 of 40", "Scanned 40 files in ")
                .hasLineCount(11)
                .doesNotContain("\r");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEqualTo(loud.out());
    }

    @Test
    void writesProgressOverItselfWhereSomebodyWatches() {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Ansi.OFF, true);
        Console.Progress progress = console.progress("scanned", 50);

        for (int i = 0; i < 50; i++) {
            progress.step();
        }

        assertThat(err.toString())
                .startsWith("\rscanned 1 of 50\rscanned 2 of 50\r")
                .endsWith("\rscanned 50 of 50" + System.lineSeparator())
                .hasLineCount(51);
    }

    @Test
    void saysSoWhenAFolderHasNoTemplates() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Cli.Answer answer = Cli.run("scan", empty);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).isEqualToIgnoringWhitespace("[]");
        assertThat(answer.err()).startsWith("Scanned 0 files");
    }

    @Test
    void namesTheFileOfEachRemark() throws IOException {
        Cli.write(folder, "loop.yaml", """
                Transform: AWS::LanguageExtensions
                Parameters: {Names: {Type: CommaDelimitedList}}
                Resources:
                  Fn::ForEach::Buckets: [N, !Ref Names, {'B${N}': {Type: AWS::S3::Bucket}}]
                """);
        Cli.write(folder, "suppressed.yaml", """
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: scratch}]}}
                """);

        String remarks = Cli.run("scan", "--print-suppression", folder).err();

        assertThat(remarks)
                .contains(
                        folder.resolve("loop.yaml") + ": The collection of \"Fn::ForEach::Buckets\"",
                        folder.resolve("suppressed.yaml") + ": Suppressing F1 on Disk");
    }

    @Test
    void countsInOneSentence() {
        assertThat(new Totals(512, 40, 1, 0).sentence(1_349_000_000L))
                .isEqualTo("Scanned 512 files in 1.3 s: 40 failures, 1 warning.");
        assertThat(new Totals(1, 1, 0, 1).sentence(40_000_000L))
                .isEqualTo("Scanned 1 file in 0.0 s: 1 failure, 0 warnings; 1 could not be inspected.");
    }

    @Test
    void readsATemplateFromStandardInput() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Cli.FAILING.getBytes(StandardCharsets.UTF_8)));
            Cli.Answer answer = Cli.run("scan", "-");
            assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out()).contains("\"-\"", "\"F1\"");

            System.setIn(InputStream.nullInputStream());
            assertThat(Cli.run("scan", "-").out()).contains("FATAL", "empty");

            System.setIn(new ByteArrayInputStream(new byte[1024 * 1024 + 1]));
            assertThat(Cli.run("scan", "-").out()).contains("FATAL", "at most 1048576 bytes");
        } finally {
            System.setIn(before);
        }
    }
}

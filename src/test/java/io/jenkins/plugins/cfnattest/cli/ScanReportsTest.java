package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reports a scan writes, and where. */
class ScanReportsTest {
    @TempDir
    private Path folder;

    private Path template;

    @BeforeEach
    void writeTemplate() throws IOException {
        template = Cli.write(folder, "t.yaml", Cli.FAILING);
    }

    @ParameterizedTest
    @CsvSource({
        "json, '[', '\"property_paths\"'",
        "JSON, '[', '\"columns\"'",
        "txt, '-----', '| Disk (line 3), property Encrypted: '",
        "sarif, '{', 'CFN_NAG_F1'",
        "junit, '<?xml version=\"1.0\" encoding=\"UTF-8\"?>', '<failure '"
    })
    void printsEachFormat(String format, String start, String inside) {
        Cli.Answer answer = Cli.run("scan", "-o", format, template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).startsWith(start).contains(inside).endsWith("\n");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void writesSeveralReportsAtOnce() throws IOException {
        Path sarif = folder.resolve("out.sarif");
        Path junit = folder.resolve("out.xml");

        Cli.Answer answer = Cli.run("scan", "-o", "txt", "-o", "sarif=" + sarif, "-o", "junit=" + junit, template);

        assertThat(answer.out()).contains("| FAIL F1").doesNotContain("CFN_NAG");
        assertThat(sarif).content().contains("CFN_NAG_F1");
        assertThat(junit).content().contains("<testsuites").endsWith("</testsuites>\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void writesIntoAFileInPlaceOfStandardOutput() throws IOException {
        Path file = folder.resolve("answer");
        Files.writeString(file, "old");

        Cli.Answer plain = Cli.run("scan", "--output-file", file, template);
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        Cli.Answer text = Cli.run("scan", "--output-format", "txt", "--output-file", file, template);

        assertThat(plain.out() + text.out()).isEmpty();
        assertThat(json.get(0).path("file_results").path("failure_count").asInt())
                .isEqualTo(1);
        assertThat(file).content().startsWith("-----");
    }

    @Test
    void leavesTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
        Path nowhere = folder.resolve("no/such/folder/x.sarif");

        Cli.Answer answer = Cli.run("scan", "-o", "sarif=" + nowhere, template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err())
                .startsWith("cfn-attest: '" + nowhere + "' cannot be written")
                .hasLineCount(1);
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void refusesTwoReportsInOnePlace() {
        Cli.Answer twice = Cli.run("scan", "-o", "txt", "-o", "json", template);
        Cli.Answer file = Cli.run("scan", "-o", "txt=a", "-o", "json=./a", template);

        assertThat(twice.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(twice.err()).contains("two go to standard output");
        assertThat(file.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(file.err()).contains("two go to '");
    }

    @Test
    void refusesAFileWithoutAName() {
        Cli.Answer answer = Cli.run("scan", "-o", "sarif=", template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("expected a file after 'sarif='");
    }

    @Test
    void showsWarningsAsFailuresInJUnitWhenTheyAre() throws IOException {
        Path warning = Cli.write(folder, "w.yaml", Cli.WARNING);

        assertThat(Cli.run("scan", "-o", "junit", warning).out())
                .contains("<skipped ")
                .doesNotContain("<failure ");
        assertThat(Cli.run("scan", "-o", "junit", "--fail-on", "warn", warning).out())
                .contains("<failure ");
    }

    @Test
    void keepsFatalOutOfAllReportsIfAsked() throws IOException {
        Path bad = Cli.write(folder, "bad.yaml", "- 1");

        assertThat(Cli.run("scan", "-o", "sarif", bad).out()).contains("\"ruleId\" : \"CFN_NAG_FATAL\"");
        assertThat(Cli.run("scan", "-o", "sarif", "--ignore-fatal", bad).out())
                .doesNotContain("\"ruleId\" : \"CFN_NAG_FATAL\"");
        assertThat(Cli.run("scan", "-o", "junit", "--ignore-fatal", bad).exitCode())
                .isZero();
    }
}

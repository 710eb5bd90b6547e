package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets one clear sentence and its exit code, no stack trace, and leaves nothing behind. */
class BadInputTest {
    private static final int MEBI = 1024 * 1024;

    @TempDir
    private Path folder;

    static Stream<Arguments> badTemplates() {
        return Stream.of(
                arguments("empty", "", "empty"),
                arguments("only blanks", " \n\n", "empty"),
                arguments("binary", "\u0000\u0001\u0002PNG", "binary"),
                arguments("a list", "- a\n- b\n", "map"),
                arguments("no resources", "Parameters: {}\n", "Resources"),
                arguments("no type", "Resources:\n  A: {Properties: {}}\n", "Type"),
                arguments("broken YAML", "Resources:\n  A: [\n", "line"),
                arguments("broken JSON", "{\"Resources\": {\"A\": {}", "JSON"),
                arguments("duplicate keys", "Resources:\n  A: {Type: X::Y::Z}\n  A: {Type: X::Y::Z}\n", "line 3"),
                arguments("unknown alias", "Resources:\n  A: *nobody\n", "nobody"),
                arguments("over a mebibyte", "Resources:\n  A: {Type: X::Y::Z}\n#" + "x".repeat(MEBI), "1048576"),
                arguments("deep nesting", "Resources: " + "[".repeat(5000), "flatter"),
                arguments("alias bomb", bomb(), "aliases"));
    }

    /** Ten lists of ten aliases of the list before. */
    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i <= 10; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(String.join(",", List.of("*a" + (i - 1)).toArray(new String[0])));
            text.append((",*a" + (i - 1)).repeat(9)).append("]\n");
        }
        return text.append("Resources: {A: {Type: X::Y::Z, Properties: {P: *a10}}}\n")
                .toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTemplates")
    void attestsNothingForWhatIsNoTemplate(String name, String content, String expected) throws IOException {
        Cli.keygen(folder, "attest");
        Path template = Cli.write(folder, "bad.yaml", content);

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), expected);
        assertThat(answer.out()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.intoto.json*");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTemplates")
    void scansWhatIsNoTemplateAsFatal(String name, String content, String expected) throws IOException {
        Path template = Cli.write(folder, "bad.yaml", content);

        Cli.Answer answer = Cli.run("scan", "--output-format", "json", template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("\"FATAL\"")
                .containsIgnoringCase(expected)
                .doesNotContain("\tat ");
    }

    @Test
    void refusesATemplateThatIsNotUtf8() throws IOException {
        Cli.keygen(folder, "attest");
        Path template = Cli.write(
                folder, "latin.yaml", "Description: Köln\nResources: {}".getBytes(StandardCharsets.ISO_8859_1));

        Cli.Answer answer = Cli.run("attest", "--key", folder.resolve("attest.key"), template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), "UTF-8");
    }

    @Test
    void refusesAMissingTemplateAndAFolder() {
        Cli.keygen(folder, "attest");
        Cli.Answer missing = Cli.run("attest", "--key", folder.resolve("attest.key"), folder.resolve("nowhere.yaml"));
        Cli.Answer directory = Cli.run("attest", "--key", folder.resolve("attest.key"), folder);

        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(missing.err(), "does not exist");
        assertThat(directory.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(directory.err(), "is a folder");
    }

    /** Nobody reads the memory of a process from its beginning, not even an administrator, whom permissions do not stop. */
    @Test
    void refusesAFileThatCanNotBeRead() {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();
        Cli.keygen(folder, "attest");

        Cli.Answer answer =
                Cli.run("attest", "--key", folder.resolve("attest.key"), "--output-dir", folder, unreadable);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), "'/proc/self/mem' cannot be read");
        assertThat(folder).isDirectoryNotContaining("glob:**mem*");
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                arguments("no PEM", "hello", "PEM"),
                arguments("empty", "", "PEM"),
                arguments("cut short", "-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n", "PEM"),
                arguments("not base64", "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n", "PEM"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void refusesABadPrivateKey(String name, String pem, String expected) throws IOException {
        Path key = Cli.write(folder, "bad.key", pem);
        Path template = Cli.write(folder, "ok.yaml", Cli.CLEAN);

        Cli.Answer answer = Cli.run("attest", "--key", key, template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), expected);
    }

    @Test
    void refusesAPublicKeyWhereAPrivateOneIsNeededAndTheOtherWayRound() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);

        Cli.Answer signing = Cli.run("attest", "--key", folder.resolve("attest.pub"), folder.resolve("template.yaml"));
        Cli.Answer verifying = Cli.run("verify", "--trusted-key", folder.resolve("attest.key"), envelope);

        assertThat(signing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(signing.err(), "public key");
        assertThat(verifying.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(verifying.err(), "private key");
        assertThat(verifying.err() + verifying.out())
                .doesNotContain(Files.readAllLines(folder.resolve("attest.key")).get(1));
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        Cli.keygen(folder, "attest");
        String before = Files.readString(folder.resolve("attest.key"));

        Cli.Answer again = Cli.run(
                "keygen", "--private-key", folder.resolve("attest.key"), "--public-key", folder.resolve("other.pub"));

        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(again.err(), "exists already");
        assertThat(folder.resolve("attest.key")).hasContent(before);
        assertThat(folder.resolve("other.pub")).doesNotExist();
    }

    static Stream<Arguments> badEnvelopes() {
        return Stream.of(
                arguments("empty", "", "ENVELOPE_MALFORMED"),
                arguments("no JSON", "hello", "ENVELOPE_MALFORMED"),
                arguments(
                        "no signatures",
                        "{\"payloadType\":\"a/b\",\"payload\":\"\",\"signatures\":[]}",
                        "ENVELOPE_MALFORMED"),
                arguments(
                        "wrong base64",
                        "{\"payloadType\":\"a/b\",\"payload\":\"*\",\"signatures\":[{\"keyid\":\"\",\"sig\":\"AA==\"}]}",
                        "ENVELOPE_MALFORMED"),
                arguments(
                        "a stranger's",
                        "{\"payloadType\":\"a/b\",\"payload\":\"AA==\",\"signatures\":[{\"keyid\":\"\",\"sig\":\"AA==\"}]}",
                        "KEY_UNTRUSTED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEnvelopes")
    void refusesABadEnvelope(String name, String content, String code) throws IOException {
        Cli.keygen(folder, "attest");
        Path envelope = Cli.write(folder, "bad.intoto.json", content);

        Cli.Answer answer = Cli.run("verify", "--trusted-key", folder.resolve("attest.pub"), envelope);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("NOT VERIFIED", code).doesNotContain("\tat ");
    }

    @Test
    void refusesAnEnvelopeCutShort() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        String whole = Files.readString(envelope);
        Files.writeString(envelope, whole.substring(0, whole.length() / 2));

        Cli.Answer answer = Cli.run("verify", "--trusted-key", folder.resolve("attest.pub"), envelope);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("ENVELOPE_MALFORMED");
    }

    @Test
    void refusesWithoutAnyTrustedKey() throws IOException {
        Cli.Answer answer = Cli.run("verify", Cli.attested(folder, Cli.CLEAN));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), "--trusted-key");
    }

    static Stream<Arguments> badTargets() {
        return Stream.of(
                arguments("no YAML", "name: [", "no YAML"),
                arguments("a list", "- a", "should be a map"),
                arguments("no rules", "name: a\ndefaultRegion: eu-west-1\n", "rules"),
                arguments("no name", "defaultRegion: eu-west-1\nrules: [{jobs: a, stacks: b}]\n", "'name'"),
                arguments("an unknown member", Cli.TARGET + "regoin: eu-west-1\n", "regoin"),
                arguments("an unknown member of a rule", "name: a\ndefaultRegion: x\nrules: [{job: a}]\n", "'job'"),
                arguments("a key twice", Cli.TARGET + "name: other\n", "twice"),
                arguments("a short account", Cli.TARGET.replace("111122223333", "1"), "12 digits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTargets")
    void refusesABadTarget(String name, String yaml, String expected) throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Path target = Cli.write(folder, "target.yaml", yaml);

        Cli.Answer answer = Cli.run(
                "gate", "--trusted-key", folder.resolve("attest.pub"), "--target", target, "--stack", "web", envelope);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), expected);
    }

    @Test
    void refusesAPassphraseVariableThatIsNotSet() throws IOException {
        Path template = Cli.write(folder, "ok.yaml", Cli.CLEAN);
        Cli.keygen(folder, "attest");

        Cli.Answer answer = Cli.run(
                "attest",
                "--key",
                folder.resolve("attest.key"),
                "--passphrase-env",
                "CFN_ATTEST_NO_SUCH_VARIABLE",
                template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertOneSentence(answer.err(), "CFN_ATTEST_NO_SUCH_VARIABLE");
    }

    private static void assertOneSentence(String err, String expected) {
        assertThat(err)
                .startsWith("cfn-attest: ")
                .containsIgnoringCase(expected)
                .doesNotContain("\tat ", "Exception:");
        assertThat(err.strip().lines()).hasSize(1);
    }
}

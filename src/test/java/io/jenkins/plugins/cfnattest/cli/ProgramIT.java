package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a user runs it: a process of its own. */
class ProgramIT {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("cfnattest.jar")));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    @Test
    void walksFromKeyToVerifiedEnvelope() throws Exception {
        Cli.write(folder, "t.yaml", Cli.CLEAN + "# Köln\n");

        assertThat(run("keygen")).returns(0, Ended::exitCode).returns("", Ended::err);
        assertThat(run("attest", "--key", "attest.key", "t.yaml").exitCode()).isZero();
        Ended verified = run("verify", "--trusted-key", "attest.pub", "--template", "t.yaml", "t.yaml.intoto.json");

        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).startsWith("VERIFIED  t.yaml.intoto.json").doesNotContain("\u001b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("attest.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsAPassphraseOutOfEverything() throws Exception {
        Map<String, String> environment = Map.of("PASS", "correct horse battery", "WRONG", "incorrect");
        Cli.write(folder, "t.yaml", Cli.CLEAN);

        Ended made = run(environment, "keygen", "--passphrase-env", "PASS");
        Ended signed = run(environment, "attest", "--key", "attest.key", "--passphrase-env", "PASS", "t.yaml");
        Ended wrong = run(environment, "attest", "--key", "attest.key", "--passphrase-env", "WRONG", "t.yaml");
        Ended none = run(environment, "attest", "--key", "attest.key", "t.yaml");

        assertThat(folder.resolve("attest.key")).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(List.of(made.exitCode(), signed.exitCode())).containsOnly(0);
        assertThat(List.of(wrong.exitCode(), none.exitCode())).containsOnly(2);
        assertThat(wrong.err()).containsIgnoringCase("passphrase").doesNotContain("incorrect", "\tat ");
        assertThat(none.err()).containsIgnoringCase("passphrase");
        assertThat(made.out() + made.err() + signed.out() + signed.err() + wrong.err() + none.err())
                .doesNotContain("correct horse");
    }

    @Test
    void endsWithItsExitCodes() throws Exception {
        Cli.write(folder, "bad.yaml", Cli.FAILING);
        Cli.write(folder, "good.yaml", Cli.CLEAN);

        assertThat(run("scan", "good.yaml").exitCode()).isZero();
        assertThat(run("scan", "bad.yaml").exitCode()).isEqualTo(1);
        assertThat(run("scan", "nowhere.yaml").exitCode()).isEqualTo(2);
        assertThat(run("keygen", "--public-key", "attest.pub").exitCode()).isZero();
        assertThat(run("attest", "--service", "http://127.0.0.1:1", "--service-key", "attest.pub", "good.yaml")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void speaksUtf8AndAsciiDigitsWhateverTheLocale() throws Exception {
        Cli.write(folder, "t.yaml", Cli.WARNING);
        Map<String, String> hindi =
                Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva");

        assertThat(run("keygen").exitCode()).isZero();
        assertThat(run(hindi, "attest", "--key", "attest.key", "t.yaml").out()).contains("0 failures, 1 warning");
        assertThat(run("verify", "--trusted-key", "attest.pub", "t.yaml.intoto.json")
                        .exitCode())
                .isZero();
    }
}

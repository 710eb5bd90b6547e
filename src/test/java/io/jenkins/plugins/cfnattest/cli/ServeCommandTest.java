package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code serve} refuses before it serves. */
class ServeCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeKeys() {
        Cli.keygen(folder, "attest");
        Cli.keygen(folder, "old");
    }

    private Cli.Answer serve(Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        all[0] = "serve";
        all[1] = "--key";
        all[2] = folder.resolve("attest.key");
        all[3] = "--port";
        all[4] = "0";
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Cli.run(all);
    }

    private static void assertUsage(Cli.Answer answer, String sentence) {
        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.err()).contains(sentence).doesNotContain("\tat ", "Exception", "serves http");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void needsAKey() {
        assertUsage(Cli.run("serve"), "Name the private key that signs with --key FILE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --host=0.0.0.0                            | Set a token, name callers, or listen on 127.0.0.1.
            --host=no.such.host.invalid               | is not known
            --host=                                   | it is empty
            --validity=PT0S                           | expected at least a second
            --validity=-P1D                           | expected at least a second
            --token-env=CFN_ATTEST_NOT_SET            | but it is not set or empty. Set it to the token.
            --key-2020-passphrase-env=X               | of use with --key-2020 only
            --key-2020=missing.key                    | does not exist
            """)
    void refusesWhatItCanNotDo(String option, String sentence) {
        assertUsage(serve(option), sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --policy=p.yaml                           | --policy is of use with --targets only
            --gate-key=g.key                          | --gate-key is of use with --targets only
            --state=s                                 | --state is of use with --targets only
            --profile=p                               | --profile is of use with --targets only
            --trusted-key=t.pub                       | --trusted-key is of use with --targets only
            --callers=missing.yaml                    | does not exist
            """)
    void deploysOnlyWithTargets(String option, String sentence) {
        assertUsage(serve(option), sentence);
    }

    @Test
    void deploysForNobodyUnknown() throws IOException {
        Path target = Cli.write(folder, "target.yaml", Cli.TARGET);

        assertUsage(serve("--targets", target), "Name it with --state DIR");
        assertUsage(serve("--targets", target, "--state", folder.resolve("state")), "trusted public key");
        assertUsage(
                serve(
                        "--targets",
                        target,
                        "--state",
                        folder.resolve("state"),
                        "--trusted-key",
                        folder.resolve("attest.pub")),
                "there are no callers");
    }

    @Test
    void knowsEachTargetOnce() throws IOException {
        Path targets = Files.createDirectory(folder.resolve("targets"));
        Object[] options = {
            "--targets", targets, "--state", folder.resolve("state"), "--trusted-key", folder.resolve("attest.pub")
        };
        assertUsage(serve(options), "Expected at least one target");
        Cli.write(targets, "one.yaml", Cli.TARGET);
        Cli.write(targets, "two.yml", Cli.TARGET);

        assertUsage(serve(options), "'staging' is there twice");
    }

    @Test
    void startsOverNothingItCannotRead() throws IOException {
        Path target = Cli.write(folder, "target.yaml", Cli.TARGET);
        Path state = Files.createDirectory(folder.resolve("state"));
        Cli.write(state, "0".repeat(32) + ".deployment", "{");
        Path callers = Cli.write(
                folder, "callers.yaml", "- {name: pay, tokenSha256: " + "a".repeat(64) + ", roles: [deploy]}\n");

        assertUsage(
                serve(
                        "--targets",
                        target,
                        "--state",
                        state,
                        "--callers",
                        callers,
                        "--trusted-key",
                        folder.resolve("attest.pub")),
                "then move the file away");
    }

    @Test
    void refusesPortsThatAreNone() {
        assertUsage(
                Cli.run("serve", "--key", folder.resolve("attest.key"), "--port", "70000"),
                "Expected a port from 0 (any free one) to 65535, but found 70000.");
    }

    @Test
    void refusesOneKeyForBothPurposes() {
        assertUsage(serve("--key-2020", folder.resolve("attest.key")), "Expected two keys");
    }

    @Test
    void refusesAPublicKey() {
        assertUsage(serve("--key-2020", folder.resolve("old.pub")), "old.pub: Expected");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Cli.Answer answer = Cli.run(
                    "serve", "--key", folder.resolve("attest.key"), "--port", Integer.toString(taken.getLocalPort()));

            assertUsage(answer, "port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used");
        }
    }
}

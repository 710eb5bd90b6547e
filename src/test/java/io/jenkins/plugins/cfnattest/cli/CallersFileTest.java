package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.service.KnownCaller;
import io.jenkins.plugins.cfnattest.service.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that says who the service's callers are. */
class CallersFileTest {
    private static final String ONE = "- {name: pay/deploy, tokenSha256: " + "a".repeat(64) + ", roles: [deploy]}\n";

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Cli.write(folder, "callers.yaml", text);
    }

    @Test
    void readsNamesDigestsAndRoles() throws Exception {
        Path file = write(ONE + "- name: boss\n  tokenSha256: '" + "1".repeat(64) + "'\n  roles: [approve, read]\n");

        assertThat(CallersFile.read(file).all())
                .containsExactly(
                        new KnownCaller("pay/deploy", new Digest("a".repeat(64)), Set.of(Role.DEPLOY)),
                        new KnownCaller("boss", new Digest("1".repeat(64)), Set.of(Role.APPROVE, Role.READ)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - {name: b, tokenSha256: BBBB, roles: [deploy]}              | 64 lower-case hex digits
            - {name: b, roles: [deploy]}                                 | needs the member "tokenSha256"
            - {tokenSha256: D, roles: [deploy]}                          | needs the member "name"
            - {name: b, tokenSha256: D}                                  | needs the member "roles"
            - {name: b, tokenSha256: D, roles: [admin]}                  | names "admin"
            - {name: b, tokenSha256: D, roles: []}                       | at least one item
            - {name: b, tokenSha256: D, roles: [read], token: x}         | "token", which nobody knows
            - {name: PAY/deploy, tokenSha256: D, roles: [read]}          | is there twice
            - {name: b*, tokenSha256: D, roles: [read]}                  | name of letters
            """)
    void saysWhatIsWrongAndWhere(String line, String complaint) throws Exception {
        Path file = write(ONE + line.replace(" D", " " + "d".repeat(64)) + "\n");

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> CallersFile.read(file))
                .withMessageContaining(complaint.replace('"', '\''))
                .withMessageMatching("(?s).*callers.yaml:2:[0-9]+: .*");
    }

    /** Somebody may have put the token itself there. */
    @Test
    void quotesNoTokenThatStandsInThePlaceOfItsDigest() throws Exception {
        Path file = write("- {name: b, tokenSha256: my-token-1234, roles: [deploy]}\n");

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> CallersFile.read(file))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("my-token-1234"));
    }

    @Test
    void aTokenIsMadeShownToNobodyAndDigested() throws Exception {
        Path token = folder.resolve("pay.token");

        Cli.Answer answer = Cli.run("keygen", "--token", token);

        String made = Files.readString(token);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(made).matches("[A-Za-z0-9_-]{43}");
        assertThat(answer.out())
                .contains("tokenSha256  " + Digest.of(Bytes.utf8(made)).hex())
                .doesNotContain(made);
        assertThat(Files.getPosixFilePermissions(token)).hasSize(2);
        assertThat(folder.resolve("attest.key")).doesNotExist();
        assertThat(Cli.run("keygen", "--token", token).err()).contains("exists already");
        assertThat(Cli.run("keygen", "--token", folder.resolve("b"), "--algorithm", "ED25519")
                        .err())
                .contains("--token makes none");
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeygenCommandTest {
    @TempDir
    private Path folder;

    private Cli.Answer keygen(Path privateKey, Path publicKey, Object... more) {
        Object[] words = new Object[5 + more.length];
        words[0] = "keygen";
        words[1] = "--private-key";
        words[2] = privateKey;
        words[3] = "--public-key";
        words[4] = publicKey;
        System.arraycopy(more, 0, words, 5, more.length);
        return Cli.run(words);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void writesBothHalvesOfOneKey(Algorithm algorithm) throws Exception {
        Path secret = folder.resolve("a.key");
        Path open = folder.resolve("a.pub");

        Cli.Answer answer = keygen(secret, open, "--algorithm", algorithm, "--output-format", "json");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        SigningKey key = SigningKey.parse(Files.readString(secret), Optional.empty());
        assertThat(key.verificationKey()).isEqualTo(VerificationKey.parse(Files.readString(open)));
        assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
        assertThat(answer.out())
                .contains("\"keyId\" : \"" + key.verificationKey().keyId().hex() + "\"");
    }

    @Test
    void refusesOneFileForBothHalves() {
        Cli.Answer answer = keygen(folder.resolve("same"), folder.resolve("x/../same"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("Name two files.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNoHalfOfAPairBehind() {
        Path nowhere = folder.resolve("missing/a");

        assertThat(keygen(folder.resolve("a.key"), nowhere).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(keygen(nowhere, folder.resolve("a.pub")).exitCode()).isEqualTo(ExitCode.USAGE);

        assertThat(folder).isEmptyDirectory();
    }
}

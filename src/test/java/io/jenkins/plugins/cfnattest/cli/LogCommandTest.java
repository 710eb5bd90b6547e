package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.EventDocument;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code log} and the option {@code --record}. */
class LogCommandTest {
    @TempDir
    private Path folder;

    private Path log;
    private String vkey;

    @BeforeEach
    void makeRecord() {
        Cli.keygen(folder, "attest");
        Cli.keygen(folder, "log");
        log = folder.resolve("record");
        Cli.Answer answer = Cli.run(
                "log", "init", log, "--origin", "example.com/record", "--record-key", folder.resolve("log.key"));
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        vkey = answer.out().strip();
    }

    @Test
    void recordsAnAttestationAndProvesIt() throws IOException {
        Path envelope = attest("a.yaml");

        assertThat(envelope).exists();
        Cli.Answer check =
                Cli.run("log", "check", "--vkey", vkey, folder.resolve("a.yaml.intoto.json.tlog-proof"), envelope);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("ON RECORD  entry 0 of example.com/record, since ");
    }

    @Test
    void showsWhoAndWhat() throws IOException {
        attest("a.yaml");
        attest("b.yaml");

        Cli.Answer all = Cli.run("log", "show", log, "--vkey", vkey);
        Cli.Answer last = Cli.run("log", "show", log, "--vkey", vkey, "--last", "1", "--output-format", "json");

        assertThat(all.out())
                .contains("subject = a.yaml", "subject = b.yaml", "verdict = PASS", "caller = command-line/");
        assertThat(last.out())
                .contains("\"index\" : 1", "\"subject\" : \"b.yaml\"")
                .doesNotContain("a.yaml");
    }

    @Test
    void auditsAndContinuesAnOlderCheckpoint() throws IOException {
        attest("a.yaml");
        Path older = Files.copy(log.resolve("checkpoint"), folder.resolve("older"));
        attest("b.yaml");

        Cli.Answer answer = Cli.run("log", "verify", log, "--vkey", vkey, "--since", older);

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("VERIFIED  example.com/record", "entries      2", "checkpoint of 1 entries");
    }

    @Test
    void refusesARecordThatWasPutBack() throws IOException {
        byte[] empty = Files.readAllBytes(log.resolve("checkpoint"));
        attest("a.yaml");
        Path newer = Files.copy(log.resolve("checkpoint"), folder.resolve("newer"));
        Files.write(log.resolve("checkpoint"), empty);

        Cli.Answer answer = Cli.run("log", "verify", log, "--vkey", vkey, "--since", newer);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("put back to an older state");
    }

    @Test
    void believesNoOtherKey() throws IOException {
        attest("a.yaml");
        Cli.keygen(folder, "other");
        Cli.Answer other = Cli.run(
                "log",
                "init",
                folder.resolve("other"),
                "--origin",
                "example.com/record",
                "--record-key",
                folder.resolve("other.key"));
        Path list = Cli.write(folder, "vkeys", "# others\n" + other.out());

        assertThat(Cli.run("log", "verify", log, "--vkey", list).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(Cli.run("log", "verify", log, "--vkey", list, "--vkey", vkey).exitCode())
                .isZero();
    }

    @Test
    void provesAgainLater() throws IOException {
        Path envelope = attest("a.yaml");
        attest("b.yaml");
        Path proof = folder.resolve("later.tlog-proof");

        assertThat(Cli.run("log", "prove", log, envelope, "--vkey", vkey, "-o", proof)
                        .exitCode())
                .isZero();
        assertThat(Cli.run("log", "check", proof, envelope, "--vkey", vkey).exitCode())
                .isZero();
        Cli.Answer other = Cli.run("log", "check", proof, folder.resolve("b.yaml.intoto.json"), "--vkey", vkey);
        assertThat(other.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err()).contains("about another entry");
    }

    @Test
    void provesByDigest() throws IOException {
        Path envelope = attest("a.yaml");
        Path proof = folder.resolve("by-digest.tlog-proof");
        String digest = "sha256:" + digest(envelope);

        assertThat(Cli.run("log", "show", log, "--vkey", vkey).out()).contains("    attestation " + digest);
        Cli.Answer prove = Cli.run("log", "prove", log, digest, "--vkey", vkey, "-o", proof);
        assertThat(prove.exitCode()).as(prove.err()).isZero();
        Cli.Answer check = Cli.run("log", "check", proof, digest, "--vkey", vkey);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).endsWith(", as attestation\n");
        assertThat(Cli.run("log", "check", proof, envelope, "--vkey", vkey).exitCode())
                .isZero();
    }

    @Test
    void provesADecisionByItsDigest() throws Exception {
        Digest decision = Digest.of(Bytes.utf8("a decision"));
        LogSigner signer = new LogSigner(
                "example.com/record", SigningKey.parse(Files.readString(folder.resolve("log.key")), Optional.empty()));
        EventDocument document = EventDocument.of(Map.of("result", "ALLOWED"), new SecureRandom());
        try (LogWriter writer = LogWriter.open(log, signer)) {
            writer.append(List.of(LogWriter.Item.of(
                    Entry.Type.DECISION, Instant.EPOCH, Optional.of(decision), Optional.empty(), document)));
        }
        Path proof = folder.resolve("decision.tlog-proof");

        Cli.Answer prove = Cli.run("log", "prove", log, "sha256:" + decision, "--vkey", vkey, "--output", proof);
        Cli.Answer check = Cli.run("log", "check", proof, "sha256:" + decision, "--vkey", vkey);

        assertThat(prove.exitCode()).as(prove.err()).isZero();
        assertThat(check.out())
                .isEqualTo("ON RECORD  entry 0 of example.com/record, since 1970-01-01T00:00:00Z, as decision\n");
        assertThat(Cli.run("log", "show", log, "--vkey", vkey).out()).contains("    decision sha256:" + decision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:", "sha256:12", "sha256:ABCDEF", "nothing.json"})
    void refusesWhatIsNeitherAnEnvelopeNorADigest(String word) {
        Path proof = folder.resolve("no.tlog-proof");

        Cli.Answer answer = Cli.run("log", "prove", log, word, "--vkey", vkey, "-o", proof);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(proof).doesNotExist();
    }

    @Test
    void wantsAPlaceForTheProofOfADigest() {
        Cli.Answer answer = Cli.run("log", "prove", log, "sha256:" + "0".repeat(64), "--vkey", vkey);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--output");
    }

    private static Digest digest(Path envelope) {
        try {
            return EnvelopeJson.read(Cli.bytes(envelope)).attestationDigest();
        } catch (IOException | EnvelopeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void showsTheEndOfALongRecordWithoutReadingItsBegin() throws Exception {
        LogSigner signer = new LogSigner(
                "example.com/record", SigningKey.parse(Files.readString(folder.resolve("log.key")), Optional.empty()));
        try (LogWriter writer = LogWriter.open(log, signer)) {
            for (int batch = 0; batch < 2; batch++) {
                List<LogWriter.Item> items = new ArrayList<>();
                for (int i = 0; i < LogWriter.LARGEST_BATCH; i++) {
                    items.add(LogWriter.Item.of(
                            Entry.Type.WAIVER,
                            Instant.EPOCH,
                            Optional.empty(),
                            Optional.empty(),
                            EventDocument.of(Map.of("n", batch + "/" + i), new SecureRandom())));
                }
                writer.append(items);
            }
        }
        Files.delete(log.resolve("tile/entries/000"));

        Cli.Answer last = Cli.run("log", "show", log, "--vkey", vkey, "--last", "2");

        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.out())
                .contains("510  ", "n = 1/254", "511  ", "n = 1/255")
                .doesNotContain("n = 1/253");
        assertThat(Cli.run("log", "show", log, "--vkey", vkey, "--last", "300").exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void saysWhatIsNotOnRecord() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);

        Cli.Answer answer = Cli.run("log", "prove", log, envelope, "--vkey", vkey);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("is not on record");
    }

    @Test
    void handsOutNoEnvelopeThatCouldNotBeRecorded() throws IOException {
        Path template = Cli.write(folder, "a.yaml", Cli.CLEAN);
        Files.write(log.resolve("checkpoint"), new byte[] {'x'});

        Cli.Answer answer = Cli.run(
                "attest",
                "--key",
                folder.resolve("attest.key"),
                "--record",
                log,
                "--record-key",
                folder.resolve("log.key"),
                template);

        assertThat(answer.exitCode()).isNotZero();
        assertThat(folder.resolve("a.yaml.intoto.json")).doesNotExist();
    }

    @Test
    void prunesByAge() throws IOException {
        attest("a.yaml");

        assertThat(Cli.run("log", "prune", log, "--older-than", "P1D", "--record-key", folder.resolve("log.key"))
                        .out())
                .contains("removed 0");
        assertThat(Cli.run("log", "verify", log, "--vkey", vkey).out()).contains("entries      1", "events       1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", ""})
    void refusesNamesNobodyCanRead(String origin) {
        Cli.Answer answer = Cli.run(
                "log", "init", folder.resolve("new"), "--origin", origin, "--record-key", folder.resolve("log.key"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void wantsARecordToItsKeyAndAKeyToItsRecord() throws IOException {
        Path template = Cli.write(folder, "a.yaml", Cli.CLEAN);
        Path key = folder.resolve("attest.key");

        Cli.Answer noKey = Cli.run("attest", "--key", key, "--record", log, template);
        Cli.Answer noRecord = Cli.run("attest", "--key", key, "--record-key", folder.resolve("log.key"), template);
        Cli.Answer sameKey = Cli.run("attest", "--key", key, "--record", log, "--record-key", key, template);

        assertThat(noKey.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(noRecord.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(sameKey.exitCode()).isNotZero();
        assertThat(folder.resolve("a.yaml.intoto.json")).doesNotExist();
    }

    private Path attest(String name) throws IOException {
        Path template = Cli.write(folder, name, Cli.CLEAN);
        Cli.Answer answer = Cli.run(
                "attest",
                "--key",
                folder.resolve("attest.key"),
                "--record",
                log,
                "--record-key",
                folder.resolve("log.key"),
                template);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return folder.resolve(name + ".intoto.json");
    }
}

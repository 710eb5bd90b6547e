package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody puts the record's whole folder back, so that it forgets what was deployed; each run of the command line is a new process. */
class RecordSinceTest extends CloudFixture {
    private Path record;
    private Path key;
    private Path since;

    @BeforeEach
    void makeRecord() {
        record = folder.resolve("record");
        key = folder.resolve("log.key");
        since = folder.resolve("seen");
        Cli.keygen(folder, "log");
        Cli.run("log", "init", record, "--origin", "example.com/record", "--record-key", key);
    }

    private Cli.Answer recorded(String command, Object... more) throws IOException {
        Path envelope = folder.resolve("template.intoto.json");
        List<Object> arguments = new ArrayList<>(List.of("--record", record, "--record-key", key));
        arguments.addAll(List.of(more));
        return ask(command, Files.exists(envelope) ? envelope : Cli.attested(folder, Cli.CLEAN), arguments.toArray());
    }

    /** The checkpoint as it is now is kept, something is put on record, and then the folder as it was before all that comes back. */
    private void putBack() throws IOException {
        Path older = folder.resolve("older");
        copy(record, older);
        assertThat(recorded("gate").exitCode()).isZero();
        Files.copy(record.resolve("checkpoint"), since, StandardCopyOption.REPLACE_EXISTING);
        delete(record);
        copy(older, record);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void delete(Path all) throws IOException {
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "deploy"})
    void goesOnWithARecordThatContinuesWhatWasSeen(String command) throws IOException {
        recorded("gate");
        Files.copy(record.resolve("checkpoint"), since);
        recorded("gate");

        Cli.Answer answer = recorded(command, "--record-since", since);

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "deploy"})
    void refusesARecordThatWasPutBack(String command) throws IOException {
        putBack();
        byte[] checkpoint = Files.readAllBytes(record.resolve("checkpoint"));

        Cli.Answer answer = recorded(command, "--record-since", since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE", "put back to an older state");
        assertThat(record.resolve("checkpoint")).hasBinaryContent(checkpoint);
        assertThat(cloud.requests("ExecuteChangeSet")).isEmpty();
        assertThat(recorded("gate").exitCode())
                .as("who was told nothing cannot tell")
                .isZero();
    }

    @Test
    void attestsOnNoRecordThatWasPutBack() throws IOException {
        putBack();

        Cli.Answer answer = Cli.run(
                "attest",
                "--key",
                folder.resolve("attest.key"),
                "--output",
                folder.resolve("again.json"),
                folder.resolve("template.yaml"),
                "--record",
                record,
                "--record-key",
                key,
                "--record-since",
                since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE");
        assertThat(folder.resolve("again.json")).doesNotExist();
    }

    @Test
    void watchesOnNoRecordThatWasPutBack() throws IOException {
        Path state = folder.resolve("running.json");
        cloud.before("ExecuteChangeSet", () -> cloud.fail("GetTemplate", 403, "AccessDenied", "no look"));
        recorded("deploy", "--state", state);
        cloud.heal("GetTemplate");
        putBack();

        Cli.Answer answer = Cli.run(
                "watch", state, "--target", target, "--record", record, "--record-key", key, "--record-since", since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE");
        assertThat(state).exists();
    }

    @Test
    void refusesAnotherLogOfTheSameName() throws IOException {
        recorded("gate");
        Files.copy(record.resolve("checkpoint"), since);
        delete(record);
        Cli.run("log", "init", record, "--origin", "example.com/record", "--record-key", key);
        recorded("gate");
        recorded("gate");

        Cli.Answer answer = recorded("gate", "--record-since", since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE", "history was changed");
    }

    @Test
    void believesNoCheckpointThatTheRecordsKeyDidNotSign() throws IOException {
        recorded("gate");
        String checkpoint = Files.readString(record.resolve("checkpoint"));
        Files.writeString(since, checkpoint.replaceFirst("\n1\n", "\n0\n"));
        assertThat(recorded("gate", "--record-since", since).exitCode()).isNotZero();

        Files.writeString(since, "no checkpoint");
        assertThat(recorded("gate", "--record-since", since).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void isForARecord() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);

        Cli.Answer answer = Cli.run(
                "gate",
                "--trusted-key",
                folder.resolve("attest.pub"),
                "--target",
                target,
                "--stack",
                "web",
                envelope,
                "--record-since",
                since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--record-since is of a record");
    }
}

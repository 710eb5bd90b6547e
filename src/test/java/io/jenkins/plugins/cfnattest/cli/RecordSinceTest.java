package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody puts the record's whole folder back, so that it forgets what was deployed; each run of the command line is a new process. */
class RecordSinceTest {
    @TempDir
    private Path folder;

    private FakeCloudFormation cloud;
    private Path target;
    private Path record;
    private Path key;
    private Path since;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = FakeCloudFormation.start();
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "example-secret");
        cloud.actions().callerIn("111122223333");
        cloud.actions().stacksIn("111122223333");
        target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: " + cloud.endpoint() + "\n");
        record = folder.resolve("record");
        key = folder.resolve("log.key");
        since = folder.resolve("seen");
        Cli.keygen(folder, "log");
        Cli.run("log", "init", record, "--origin", "example.com/record", "--record-key", key);
    }

    @AfterEach
    void stopCloud() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        cloud.close();
    }

    private Cli.Answer ask(String command, Object... more) throws IOException {
        Path envelope = folder.resolve("template.intoto.json");
        List<Object> arguments = new ArrayList<>(List.of(
                command,
                "--trusted-key",
                folder.resolve("attest.pub"),
                "--target",
                target,
                "--stack",
                "web",
                Files.exists(envelope) ? envelope : Cli.attested(folder, Cli.CLEAN)));
        arguments.addAll(List.of("--record", record, "--record-key", key));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    /** The checkpoint as it is now is kept, something is put on record, and then the folder as it was before all that comes back. */
    private void putBack() throws IOException {
        Path older = folder.resolve("older");
        copy(record, older);
        assertThat(ask("gate").exitCode()).isZero();
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
        ask("gate");
        Files.copy(record.resolve("checkpoint"), since);
        ask("gate");

        Cli.Answer answer = ask(command, "--record-since", since);

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "deploy"})
    void refusesARecordThatWasPutBack(String command) throws IOException {
        putBack();
        byte[] checkpoint = Files.readAllBytes(record.resolve("checkpoint"));

        Cli.Answer answer = ask(command, "--record-since", since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE", "put back to an older state");
        assertThat(record.resolve("checkpoint")).hasBinaryContent(checkpoint);
        assertThat(cloud.requests("ExecuteChangeSet")).isEmpty();
        assertThat(ask("gate").exitCode())
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
        ask("deploy", "--state", state);
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
        ask("gate");
        Files.copy(record.resolve("checkpoint"), since);
        delete(record);
        Cli.run("log", "init", record, "--origin", "example.com/record", "--record-key", key);
        ask("gate");
        ask("gate");

        Cli.Answer answer = ask("gate", "--record-since", since);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE", "history was changed");
    }

    @Test
    void believesNoCheckpointThatTheRecordsKeyDidNotSign() throws IOException {
        ask("gate");
        String checkpoint = Files.readString(record.resolve("checkpoint"));
        Files.writeString(since, checkpoint.replaceFirst("\n1\n", "\n0\n"));
        assertThat(ask("gate", "--record-since", since).exitCode()).isNotZero();

        Files.writeString(since, "no checkpoint");
        assertThat(ask("gate", "--record-since", since).exitCode()).isEqualTo(ExitCode.USAGE);
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

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of what another process began: signed and on record, or refused in a sentence, with the state where it was. */
class WatchCommandTest {
    @TempDir
    private Path folder;

    private FakeCloudFormation cloud;
    private Path target;
    private Path state;
    private Path decisions;
    private Path record;
    private Path vkey;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = FakeCloudFormation.start();
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "example-secret");
        cloud.actions().callerIn("111122223333");
        cloud.actions().stacksIn("111122223333");
        target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: " + cloud.endpoint() + "\n");
        state = folder.resolve("running.json");
        decisions = folder.resolve("decisions");
        record = folder.resolve("record");
        Cli.keygen(folder, "gate");
        Cli.keygen(folder, "log");
        vkey = Cli.write(folder, "log.vkey", init(record, "log").out());
    }

    @AfterEach
    void stopCloud() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        cloud.close();
    }

    private Cli.Answer init(Path where, String name) {
        return Cli.run(
                "log",
                "init",
                where,
                "--origin",
                "example.com/" + name,
                "--record-key",
                folder.resolve(name + ".key"));
    }

    private Object[] kept() {
        return new Object[] {
            "--gate-key",
            folder.resolve("gate.key"),
            "--decision-dir",
            decisions,
            "--record",
            record,
            "--record-key",
            folder.resolve("log.key")
        };
    }

    private Path envelope() throws IOException {
        Path known = folder.resolve("template.intoto.json");
        return Files.exists(known) ? known : Cli.attested(folder, Cli.CLEAN);
    }

    private Cli.Answer deploy(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "deploy",
                "--trusted-key",
                folder.resolve("attest.pub"),
                "--target",
                target,
                "--stack",
                "web",
                "--state",
                state,
                envelope()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private Cli.Answer watch(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("watch", state, "--target", target));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    /** As if the process had died right before it could tell CloudFormation: the state is put back when it has ended. */
    private void dies(Object... more) throws IOException {
        Path copy = folder.resolve("copy.json");
        cloud.before("ExecuteChangeSet", () -> {
            try {
                Files.copy(state, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        deploy(more);
        Files.move(copy, state);
    }

    private List<Path> ends() throws IOException {
        try (Stream<Path> files = Files.list(decisions)) {
            return files.filter(file -> file.toString().endsWith(".deployment.json"))
                    .sorted()
                    .toList();
        }
    }

    /** The end that a command says it kept. */
    private Path told(Cli.Answer answer) throws IOException {
        return ends().stream()
                .filter(file -> answer.out().contains(file.toString()))
                .findFirst()
                .orElseThrow();
    }

    private String shown() {
        return Cli.run("log", "show", record, "--vkey", vkey).out();
    }

    private Cli.Answer verified(Path end) throws IOException {
        Path keys = Cli.write(
                folder,
                "keys.yaml",
                "- name: gate\n  purpose: decision\n  pem: |\n"
                        + Files.readString(folder.resolve("gate.pub")).indent(4));
        return Cli.run("verify", "--trusted-keys", keys, end);
    }

    @Test
    void signsAndRecordsTheEndThatItSaw() throws IOException {
        cloud.before("ExecuteChangeSet", () -> cloud.fail("GetTemplate", 403, "AccessDenied", "no look"));
        assertThat(deploy(kept()).exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(ends()).hasSize(1);
        assertThat(verified(ends().get(0)).out()).contains("UNKNOWN");
        cloud.heal("GetTemplate");

        Cli.Answer answer = watch(kept());

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(state).doesNotExist();
        assertThat(ends()).hasSize(2);
        Path end = told(answer);
        Cli.Answer said = verified(end);
        assertThat(said.exitCode()).as(said.out()).isZero();
        assertThat(said.out()).contains("SUCCEEDED", "stack/web");
        assertThat(digest("decision", said.out())).isEqualTo(digest("decision", verified(ends().get(0)).out()));
        assertThat(shown()).containsSubsequence("decision", "deployment", "deployment");
        Cli.Answer proven = Cli.run("log", "prove", record, end, "--vkey", vkey);
        assertThat(proven.exitCode()).as(proven.err()).isZero();
    }

    private static String digest(String member, String text) {
        Matcher found = Pattern.compile(member + " +sha256:([0-9a-f]{64})").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    @Test
    void keepsTheEndOfWhatWasNeverStarted() throws IOException {
        cloud.fail("ExecuteChangeSet", 400, "ValidationError", "not today");
        dies(kept());
        int before = ends().size();

        Cli.Answer answer = watch(kept());

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).contains("was never started");
        assertThat(state).doesNotExist();
        assertThat(ends()).hasSize(before + 1);
        assertThat(verified(told(answer)).out()).contains("FAILED  It was never started");
    }

    @Test
    void putsTheEndBesideItsOwnDecision() throws IOException {
        assertThat(Cli.run(
                                "gate",
                                "--trusted-key",
                                folder.resolve("attest.pub"),
                                "--target",
                                target,
                                "--stack",
                                "web",
                                envelope(),
                                "--gate-key",
                                folder.resolve("gate.key"),
                                "--decision-dir",
                                decisions)
                        .exitCode())
                .isZero();
        dies(kept());
        assertThat(ends()).hasSize(1);
        Files.delete(ends().get(0));

        Cli.Answer answer = watch(kept());

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(ends()).singleElement().asString().endsWith(".staging.web.2.deployment.json");
    }

    @ParameterizedTest
    @CsvSource({"--gate-key, was signed", "--record, belongs there"})
    void wantsWhatTheDeploymentHad(String option, String words) throws IOException {
        dies(kept());
        int requests = cloud.requests().size();
        Object[] all = kept();
        Object[] without = option.equals("--gate-key")
                ? new Object[] {all[4], all[5], all[6], all[7]}
                : new Object[] {all[0], all[1], all[2], all[3]};

        Cli.Answer answer = watch(without);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains(words, option);
        assertThat(state).exists();
        assertThat(cloud.requests()).hasSize(requests);
    }

    @Test
    void takesNoOtherRecordInItsPlace() throws IOException {
        dies(kept());
        Cli.keygen(folder, "other");
        Path elsewhere = folder.resolve("elsewhere");
        init(elsewhere, "other");
        Object[] all = kept();
        all[5] = elsewhere;
        all[7] = folder.resolve("other.key");

        Cli.Answer answer = watch(all);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("'example.com/log'", "'example.com/other' is named");
    }

    /** Somebody wants an end signed that is not the end of this decision. */
    @ParameterizedTest
    @CsvSource({
        "'\"attestation\" : \"..', '\"attestation\" : \"00', was changed",
        "'\"attestedTemplate\" : \"..', '\"attestedTemplate\" : \"00', was changed",
        "'\"caller\" : \"command-line', '\"caller\" : \"somebody', was changed",
        "'\"stack\" : \"([^\"]*)web', '\"stack\" : \"$1db', was changed",
        "'changeSet/', 'changeSet/other-', was changed",
        "'\"stackId\" : \"([^\"]*)/web/', '\"stackId\" : \"$1/db/', Another stack",
        "'\\\\\"payload\\\\\":\\\\\"', '\\\\\"payload\\\\\":\\\\\"AAAA', 'none that the gate''s key signed'",
        "'\"signedDecision\" : .*,', '', holds none",
    })
    void signsNoEndOfAForgedState(String what, String by, String words) throws IOException {
        dies(kept());
        int before = ends().size();
        String told = Files.readString(state);
        String forged = told.replaceFirst(what, by);
        assertThat(forged).isNotEqualTo(told);
        Files.writeString(state, forged);
        int requests = cloud.requests().size();

        Cli.Answer answer = watch(kept());

        assertThat(answer.exitCode()).as(answer.err()).isNotZero();
        assertThat(answer.err()).contains(words);
        assertThat(ends()).hasSize(before);
        assertThat(cloud.requests()).hasSize(requests);
        assertThat(state).exists();
    }

    @Test
    void signsNoEndOfADecisionThatAnotherGateSigned() throws IOException {
        dies(kept());
        Cli.keygen(folder, "gate2");
        Object[] all = kept();
        all[1] = folder.resolve("gate2.key");

        Cli.Answer answer = watch(all);

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("none that the gate's key signed");
        assertThat(state).exists();
    }

    @Test
    void readsNoStateThatNamesNoDecision() throws IOException {
        dies();
        Files.writeString(state, Files.readString(state).replaceFirst("\"caller\" : .*,", ""));

        Cli.Answer answer = watch();

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("should be what 'deploy --state' wrote");
        assertThat(state).exists();
    }

    @Test
    void keepsTheStateUntilTheEndIsOnRecord() throws IOException {
        dies(kept());
        Path checkpoint = record.resolve("checkpoint");
        String good = Files.readString(checkpoint);
        cloud.before("GetTemplate", () -> {
            try {
                Files.writeString(checkpoint, "spoilt");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Cli.Answer spoilt = watch(kept());

        assertThat(spoilt.exitCode()).isNotZero();
        assertThat(spoilt.err()).contains("has taken place (SUCCEEDED)", "could not be put on record");
        assertThat(state).exists();

        cloud.before("GetTemplate", () -> {});
        Files.writeString(checkpoint, good);
        assertThat(watch(kept()).exitCode()).isZero();
        assertThat(state).doesNotExist();
    }

    @Test
    void saysThatAnUnsignedDecisionHasNoSignedEnd() throws IOException {
        dies("--record", record, "--record-key", folder.resolve("log.key"));

        Cli.Answer answer = watch(kept());

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.err()).contains("its end is not signed");
        assertThat(decisions).doesNotExist();
        assertThat(shown()).containsSubsequence("decision", "deployment", "deployment");
    }
}

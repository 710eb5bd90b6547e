package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of what another process began: signed and on record, or refused in a sentence, with the state where it was. */
class WatchCommandTest extends WatchFixture {
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
        assertThat(digest("decision", said.out()))
                .isEqualTo(digest("decision", verified(ends().get(0)).out()));
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

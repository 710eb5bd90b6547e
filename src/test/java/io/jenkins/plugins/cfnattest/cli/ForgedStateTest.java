package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever can write the state file wants the gate to sign an end that is none of that decision. */
class ForgedStateTest extends WatchFixture {
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
}

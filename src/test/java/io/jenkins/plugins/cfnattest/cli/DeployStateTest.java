package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The file of {@code deploy --state}: it stays as long as nobody knows the end, and no longer. */
class DeployStateTest extends CloudFixture {
    private Path state;

    @BeforeEach
    void nameState() {
        state = folder.resolve("running.json");
    }

    private Cli.Answer deploy() throws IOException {
        return ask("deploy", Cli.attested(folder, Cli.CLEAN), "--state", state);
    }

    private Cli.Answer watch() {
        return Cli.run("watch", state, "--target", target);
    }

    @Test
    void goesAfterASuccess() throws IOException {
        assertThat(deploy().exitCode()).isZero();

        assertThat(state).doesNotExist();
    }

    @Test
    void goesAfterAFailureWhoseEndIsKnown() throws IOException {
        cloud.actions().failNextExecution("No such key");

        Cli.Answer answer = deploy();

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).contains("ended in ROLLBACK_COMPLETE");
        assertThat(state).doesNotExist();
    }

    @Test
    void goesAfterAnotherTemplateWasFound() throws IOException {
        cloud.actions().swapTemplateAfter("Resources: {}");

        assertThat(deploy().exitCode()).isEqualTo(ExitCode.REFUSED);

        assertThat(state).doesNotExist();
    }

    @Test
    void staysWhenTheEndIsNotKnownAndGoesOnceItIsWatched() throws IOException {
        cloud.before("ExecuteChangeSet", () -> cloud.fail("GetTemplate", 403, "AccessDenied", "no look"));

        assertThat(deploy().exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(state).exists();
        assertThat(deploy().err()).contains("whose end is not known");

        assertThat(watch().exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(state).exists();

        cloud.heal("GetTemplate");
        assertThat(watch().exitCode()).isZero();
        assertThat(state).doesNotExist();
    }

    @Test
    void goesWhenWatchingEndsInAFailure() throws IOException {
        cloud.before("ExecuteChangeSet", () -> cloud.fail("GetTemplate", 403, "AccessDenied", "no look"));
        deploy();
        cloud.heal("GetTemplate");
        cloud.actions().setRole("web", "arn:aws:iam::111122223333:role/mighty");

        Cli.Answer answer = watch();

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("another role");
        assertThat(state).doesNotExist();
    }
}

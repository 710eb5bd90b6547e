package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which failures leave the end of a deployment unknown, so that it has to be looked at again. */
class UncertainEndTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private DeploymentException failure() {
        return catchThrowableOfType(DeploymentException.class, () -> fixture.deploy(DeployFixture.allowed()));
    }

    @Test
    void knowsTheEndOfWhatFailed() {
        fixture.aws.actions().failNextExecution("No such key");

        assertThat(failure().isUnwatched()).isFalse();
    }

    @Test
    void knowsTheEndOfWhatWasRefusedAndTakenBack() {
        fixture.aws.fail("ExecuteChangeSet", 403, "AccessDenied", "not for you");

        assertThat(failure().isUnwatched()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void knowsThatWhatWasRefusedDidNotStartThoughItCouldNotBeTakenBack() {
        fixture.aws.fail("ExecuteChangeSet", 403, "AccessDenied", "not for you");
        fixture.aws.fail("DeleteChangeSet", 403, "AccessDenied", "nor this");

        assertThat(failure().isUnwatched()).isFalse();
        assertThat(fixture.steps).last().asString().contains("is left behind");
    }

    @Test
    void doesNotKnowTheEndOfWhatMayHaveStartedUnseen() {
        fixture.aws.drop("ExecuteChangeSet", 100);
        fixture.aws.before(
                "ExecuteChangeSet", () -> fixture.aws.fail("DescribeChangeSet", 403, "AccessDenied", "no look"));
        fixture.aws.fail("DeleteChangeSet", 403, "AccessDenied", "no deletion");

        DeploymentException failure = failure();

        assertThat(failure.isUnwatched()).isTrue();
        assertThat(failure).hasMessageContaining("Whether it was started all the same could not be seen.");
    }

    @Test
    void doesNotKnowWhetherWhatCouldNotBeComparedIsWhatWasAllowed() {
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.fail("GetTemplate", 403, "AccessDenied", "no look"));

        DeploymentException failure = failure();

        assertThat(failure.isUnwatched()).isTrue();
        assertThat(failure)
                .hasMessageContaining("ended in CREATE_COMPLETE, but it could not be compared with what was allowed");
    }

    @Test
    void keepsItUnknownWhenAnOddAnswerCameBefore() {
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.actions().breakInTheMiddle("web"));
        fixture.aws.fail("ExecuteChangeSet", 409, "BucketAlreadyExists", "somebody has it");

        DeploymentException failure = failure();

        assertThat(failure.isUnwatched()).isTrue();
        assertThat(failure).hasMessageContaining("Before that:");
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackStateTest {
    /** The SDK lists every status there is; a new one in it makes this table say what it means. */
    @ParameterizedTest
    @EnumSource(value = StackStatus.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void knowsEveryStatus(StackStatus status) {
        String name = status.toString();
        String meaning = StackState.runs(name) ? "runs" : StackState.succeeded(name) ? "good" : "bad";

        assertThat(meaning)
                .isEqualTo(
                        switch (status) {
                            case CREATE_COMPLETE, UPDATE_COMPLETE, IMPORT_COMPLETE -> "good";
                            case CREATE_IN_PROGRESS,
                                    DELETE_IN_PROGRESS,
                                    IMPORT_IN_PROGRESS,
                                    IMPORT_ROLLBACK_IN_PROGRESS,
                                    REVIEW_IN_PROGRESS,
                                    ROLLBACK_IN_PROGRESS,
                                    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
                                    UPDATE_IN_PROGRESS,
                                    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
                                    UPDATE_ROLLBACK_IN_PROGRESS -> "runs";
                            case CREATE_FAILED,
                                    DELETE_COMPLETE,
                                    DELETE_FAILED,
                                    IMPORT_ROLLBACK_COMPLETE,
                                    IMPORT_ROLLBACK_FAILED,
                                    ROLLBACK_COMPLETE,
                                    ROLLBACK_FAILED,
                                    UPDATE_FAILED,
                                    UPDATE_ROLLBACK_COMPLETE,
                                    UPDATE_ROLLBACK_FAILED -> "bad";
                            case UNKNOWN_TO_SDK_VERSION -> "not listed";
                        });
    }

    @Test
    void takesAnUnknownEndForAFailure() {
        assertThat(StackState.succeeded("MERGE_COMPLETE")).isFalse();
        assertThat(StackState.runs("MERGE_IN_PROGRESS")).isTrue();
    }

    /** Who deploys is told what to do about each bad end there is. */
    @ParameterizedTest
    @EnumSource(value = StackStatus.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void knowsWhatToDoAboutEachBadEnd(StackStatus status) {
        String name = status.toString();
        boolean badEnd = !StackState.runs(name) && !StackState.succeeded(name);

        assertThat(StackState.whatNow(name))
                .satisfies(advice -> assertThat(advice.equals(StackState.whatNow("SOMETHING_NEW")))
                        .as("a general advice: %s", advice)
                        .isEqualTo(!badEnd));
    }

    /** A cancelled or failed update can still run: it fails from its first step back on. */
    @ParameterizedTest
    @EnumSource(value = StackStatus.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void knowsWhatFails(StackStatus status) {
        assertThat(StackState.fails(status.toString()))
                .isEqualTo(
                        switch (status) {
                            case CREATE_COMPLETE,
                                    UPDATE_COMPLETE,
                                    IMPORT_COMPLETE,
                                    CREATE_IN_PROGRESS,
                                    UPDATE_IN_PROGRESS,
                                    IMPORT_IN_PROGRESS,
                                    REVIEW_IN_PROGRESS,
                                    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> false;
                            default -> true;
                        });
    }
}

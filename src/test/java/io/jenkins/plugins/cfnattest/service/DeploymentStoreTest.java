package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service knows of a deployment after it was started again. */
class DeploymentStoreTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:111122223333:stack/pay-web";
    private static final DeploymentFacts FACTS = new DeploymentFacts(
            ID,
            "pay/deploy",
            "staging",
            "pay-web",
            "eu-central-1",
            "deploy",
            OnAbort.LEAVE,
            Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve(ID + ".deployment");
    }

    private static DeploymentStore.Stored executing(Optional<String> role, boolean signed) {
        return new DeploymentStore.Stored(
                FACTS,
                false,
                Optional.of(new DeploymentStore.Executing(
                        new Running(STACK + "/1", "arn:change", true, false, new Digest("a".repeat(64)), role),
                        new Permit(
                                "staging",
                                STACK,
                                "pay/deploy",
                                new Digest("b".repeat(64)),
                                new Digest("c".repeat(64)),
                                signed ? Optional.of(new Digest("d".repeat(64))) : Optional.empty()),
                        signed ? Optional.of(Bytes.utf8("{\"a\":\"ä\"}\n")) : Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void readsWhatItWrote(boolean full) throws Exception {
        DeploymentStore.Stored stored =
                executing(full ? Optional.of("arn:aws:iam::111122223333:role/cf") : Optional.empty(), full);

        new DeploymentStore(folder).write(stored);

        assertThat(new DeploymentStore(folder).all()).containsExactly(stored);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void readsWhatDidNotComeThatFar(boolean awaits) throws Exception {
        DeploymentStore.Stored stored = new DeploymentStore.Stored(FACTS, awaits, Optional.empty());

        new DeploymentStore(folder).write(stored);

        assertThat(new DeploymentStore(folder).all()).containsExactly(stored);
    }

    @Test
    void knowsTheNewestStateOnlyAndNothingOfTheEnded() throws Exception {
        DeploymentStore store = new DeploymentStore(folder.resolve("new/folder"));
        store.write(new DeploymentStore.Stored(FACTS, true, Optional.empty()));
        store.write(executing(Optional.empty(), false));

        assertThat(store.all()).containsExactly(executing(Optional.empty(), false));
        store.delete(ID);
        store.delete(ID);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void looksAtItsOwnFilesOnly() throws Exception {
        Files.createDirectory(folder.resolve("decisions"));
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThat(new DeploymentStore(folder).all()).isEmpty();
    }

    /** What it cannot read might be running. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"id\":\"" + ID + "\"}",
                "REPLACE \"onAbort\" : \"LEAVE\" WITH \"onAbort\" : \"STOP\"",
                "REPLACE \"id\" WITH \"name\"",
                "REPLACE 2026-03 WITH 2026-99",
                "REPLACE cdef\" WITH cdee\"",
                "REPLACE cdef\" WITH ../x\"",
                "REPLACE \"creates\" : true WITH \"creates\" : \"true\"",
                "REPLACE \"changeSetId\" : \"arn:change\", WITH ",
                "REPLACE arn:change WITH change",
                "REPLACE cccc WITH CCCC"
            })
    void doesNotStartOverWhatItCannotRead(String content) throws Exception {
        DeploymentStore store = new DeploymentStore(folder);
        store.write(executing(Optional.empty(), true));
        String text = content;
        if (content.startsWith("REPLACE ")) {
            String[] words = content.substring("REPLACE ".length()).split(" WITH ?", 2);
            String before = Files.readString(file());
            text = before.replace(words[0], words[1]);
            assertThat(text).isNotEqualTo(before);
        }
        Files.writeString(file(), text);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(store::all)
                .withMessageContaining(file().toString())
                .withMessageContaining("move the file away");
    }

    @Test
    void needsAFolder() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> new DeploymentStore(taken))
                .withMessageContaining("Expected a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "../../etc/passwd", "0123456789ABCDEF0123456789ABCDEF"})
    void hasNoOtherIds(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeploymentFacts(
                        id, "pay", "staging", "web", "eu-central-1", "deploy", OnAbort.CANCEL, Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 2, 1", "1, -1, 1", "1, 1, 0"})
    void hasLimitsThatMakeSense(int open, int waiting, int kept) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeploymentLimits(
                        open, waiting, kept, Duration.ofDays(1), Duration.ofHours(1), Duration.ofSeconds(1)));
    }
}

package io.jenkins.plugins.cfnattest.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.DeploymentListener.StackEvent;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ConsoleListener listener = new ConsoleListener(
            () -> new PrintStream(out, true, StandardCharsets.UTF_8),
            new DeploymentAction(TestDecisions.request("web", Map.of(), Set.of(), Map.of()), "BEFORE", "a.json"));

    @Test
    void eventsStandInTheConsoleAtOnceAndInTheReportLater() {
        listener.event(new StackEvent(Instant.EPOCH, "Bucket", "AWS::S3::Bucket", "CREATE_FAILED", "Taken"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("1970-01-01T00:00:00Z  CREATE_FAILED  AWS::S3::Bucket  Bucket  Taken\n");
        assertThat(listener.events())
                .singleElement()
                .satisfies(row -> assertThat(row.getReason()).isEqualTo("Taken"));
    }

    @Test
    void whatComesFromAfarForgesNoLine() {
        listener.event(new StackEvent(Instant.EPOCH, "A", "B", "C", "x\nFinished: SUCCESS\u001b[0m"));
        listener.step("one\ntwo");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void theReportIsBounded() {
        for (int i = 0; i < 2500; i++) {
            listener.event(new StackEvent(Instant.EPOCH, "A", "B", "C", ""));
        }
        assertThat(listener.events()).hasSize(2000);
    }
}

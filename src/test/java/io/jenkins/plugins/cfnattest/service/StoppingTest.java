package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment is stopped by who began it, and outlives the service. */
@Timeout(180)
class StoppingTest {
    @TempDir
    private Path state;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private DeployingService service;

    @BeforeEach
    void start() throws Exception {
        service = DeployingService.start(state);
    }

    @AfterEach
    void stop() {
        go.countDown();
        service.close();
    }

    /** Holds the double's answers to this action until it may go on. */
    private void hold(String action) {
        service.aws.before(action, () -> {
            there.countDown();
            await(go);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String stack() throws Exception {
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        assertThat(service.ended(path).path("result").asText()).isEqualTo("succeeded");
        return path;
    }

    private JsonNode stopped(String path) throws Exception {
        await(there);
        TestService.Reply reply = service.delete(path, DeployingService.PAY);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("stopping").asBoolean()).isTrue();
        go.countDown();
        JsonNode ended = service.ended(path);
        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("stopped");
        return ended;
    }

    @Test
    void takesBackWhatIsNotExecutedYet() throws Exception {
        hold("DescribeChangeSet");

        stopped(service.begin(DeployingService.PAY, service.request(json -> {})));

        assertThat(service.aws.requests("ExecuteChangeSet")).isEmpty();
        assertThat(service.aws.actions().openChangeSets()).isZero();
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void cancelsAnUpdate() throws Exception {
        stack();
        service.aws.actions().eventsPerLook(1);
        hold("ExecuteChangeSet");

        JsonNode ended = stopped(service.begin(
                DeployingService.PAY,
                service.request(json -> json.putObject("tags").put("team", "pay"))));

        assertThat(ended.path("message").asText()).contains("UPDATE_ROLLBACK_COMPLETE");
        assertThat(service.aws.requests("CancelUpdateStack")).hasSize(1);
    }

    @Test
    void leavesAnUpdateThatIsToBeLeft() throws Exception {
        stack();
        hold("ExecuteChangeSet");

        JsonNode ended = stopped(service.begin(DeployingService.PAY, service.request(json -> {
            json.putObject("tags").put("team", "pay");
            json.put("onAbort", "LEAVE");
        })));

        assertThat(ended.path("message").asText()).contains("goes on in CloudFormation");
        assertThat(service.aws.requests("CancelUpdateStack")).isEmpty();
        assertThat(state).isDirectoryContaining(DeployingService.OPEN);
    }

    @Test
    void isWatchedAgainWhenTheServiceStartsAgain() throws Exception {
        service.aws.before("ExecuteChangeSet", () -> hold("DescribeStackEvents"));
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        await(there);
        service.restart();
        go.countDown();

        JsonNode ended = service.ended(path);

        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("succeeded");
        assertThat(ended.path("caller").asText()).isEqualTo("pay/deploy");
        assertThat(service.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(service.get(path + "/end", DeployingService.PAY).text()).contains("payloadType");
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "attestation, ATTESTATION",
        "caller, CALLER",
        "changeSetId, CHANGE_SET",
        "signedDecision, REMOVED",
    })
    void takesNothingForBegunThatTheGateDidNotAllow(String member, String forged) throws Exception {
        service.aws.before("ExecuteChangeSet", () -> hold("DescribeStackEvents"));
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        await(there);
        service.restart(() -> forge(path, member, forged));
        go.countDown();

        JsonNode ended = service.get(path, DeployingService.AUDITOR).json();
        while (!ended.path("state").asText().equals("ended")) {
            ended = service.get(path, DeployingService.AUDITOR).json();
        }

        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("unknown");
        assertThat(ended.path("statements")).isEmpty();
        assertThat(service.aws.requests("DeleteChangeSet")).isEmpty();
        assertThat(state).isDirectoryContaining(DeployingService.OPEN);
    }

    private void forge(String path, String member, String forged) {
        Path file = state.resolve(path.substring(path.lastIndexOf('/') + 1) + ".deployment");
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(file));
            switch (forged) {
                case "ATTESTATION" -> json.put(member, "0".repeat(64));
                case "CALLER" -> json.put(member, "other/deploy");
                case "CHANGE_SET" -> json.put(member, json.get(member).asText() + "0");
                default -> json.remove(member);
            }
            Files.writeString(file, json.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isForgottenWhileItWaitsForAnApproval() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        service.waiting(path);

        service.restart();

        JsonNode ended = service.ended(path);
        assertThat(ended.path("result").asText()).isEqualTo("interrupted");
        assertThat(ended.path("message").asText()).contains("in memory only: ask again");
        assertThat(service.get(path, DeployingService.OTHER).status()).isEqualTo(404);
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    private static Thread worker(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("deployment " + id.substring(0, 8)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isTakenBackWhenTheServiceEnds() throws Exception {
        hold("DescribeChangeSet");
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        await(there);
        CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
            try {
                service.restart();
            } catch (ServiceException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread worker = worker(path);
        while (!worker.isInterrupted()) {
            Thread.onSpinWait();
        }
        go.countDown();
        restarted.get(60, TimeUnit.SECONDS);

        JsonNode ended = service.ended(path);
        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("interrupted");
        assertThat(service.aws.requests("ExecuteChangeSet")).isEmpty();
        assertThat(service.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void staysKnownUntilItsEndIsKept() throws Exception {
        service.losesEnds = true;
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        JsonNode lost = service.ended(path);
        assertThat(lost.path("result").asText()).isEqualTo("unknown");
        assertThat(lost.path("message").asText()).contains("could not be put on record");
        assertThat(state).isDirectoryContaining(DeployingService.OPEN);
        service.losesEnds = false;
        service.restart();

        assertThat(service.ended(path).path("result").asText()).isEqualTo("succeeded");
        assertThat(service.get(path + "/end", DeployingService.PAY).status()).isEqualTo(200);
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void staysKnownUntilItsEndIs() throws Exception {
        stack();
        hold("ExecuteChangeSet");
        String path = service.begin(DeployingService.PAY, service.request(json -> {
            json.putObject("tags").put("team", "pay");
            json.put("onAbort", "LEAVE");
        }));
        stopped(path);
        service.aws.fail("GetCallerIdentity", 403, "InvalidClientTokenId", "The security token is invalid.");
        service.restart();
        JsonNode unseen = service.ended(path);
        assertThat(unseen.path("result").asText()).as(unseen.toPrettyString()).isEqualTo("unknown");
        service.aws.heal("GetCallerIdentity");
        service.restart();

        JsonNode ended = service.ended(path);

        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("succeeded");
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    /** Else it would take this one for interrupted, and delete its file. */
    @Test
    void isLeftAloneByAnotherServiceOfTheSameFolder() throws Exception {
        hold("DescribeChangeSet");
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        await(there);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> service.another())
                .withMessageContaining("another service uses '" + state + "'");

        assertThat(state).isDirectoryContaining(DeployingService.OPEN);
        go.countDown();
        assertThat(service.ended(path).path("result").asText()).isEqualTo("succeeded");
    }

    @Test
    void keepsNoFolderThatItCouldNotRead() throws Exception {
        service.close();
        Path broken = Files.writeString(state.resolve("0".repeat(32) + ".deployment"), "{");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> service.another());
        Files.delete(broken);

        service.restart();
    }
}

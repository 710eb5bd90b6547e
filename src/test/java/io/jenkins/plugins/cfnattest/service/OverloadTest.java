package io.jenkins.plugins.cfnattest.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** More than the service takes at once. */
class OverloadTest {
    private static final long SOON = TestService.SOON.toSeconds();

    /** Holds each signature back until it is let go. */
    private record Held(CountDownLatch arrived, CountDownLatch go) implements Signer {
        @Override
        public VerificationKey verificationKey() {
            return TestService.KEY.verificationKey();
        }

        @Override
        public Bytes sign(Bytes message) {
            arrived.countDown();
            try {
                if (!go.await(SOON, SECONDS)) {
                    throw new IllegalStateException("Nobody let go.");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return TestService.KEY.sign(message);
        }
    }

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private TestService service(int working, int waiting, Duration turn) throws ServiceException {
        return TestService.with(
                new Held(arrived, go),
                new ServiceLimits(
                        working,
                        waiting,
                        turn,
                        Duration.ofSeconds(SOON),
                        Duration.ofSeconds(SOON),
                        Duration.ofSeconds(SOON)));
    }

    private static CompletableFuture<TestService.Reply> attest(TestService service) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return service.attest(TestService.wire(TestService.BUCKET));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void tellsThoseItHasNoRoomForToComeBack() throws Exception {
        try (TestService service = service(1, 0, Duration.ofSeconds(SOON))) {
            CompletableFuture<TestService.Reply> first = attest(service);
            assertThat(arrived.await(SOON, SECONDS)).isTrue();

            TestService.Reply second = service.attest(TestService.wire(TestService.BUCKET));
            TestService.Reply keys = service.get("/v1/keys");
            go.countDown();

            Replies.assertProblem(second, 503, "overloaded", "try again");
            assertThat(second.header("Retry-After")).isEqualTo("5");
            assertThat(keys.status()).isEqualTo(200);
            assertThat(first.get(SOON, SECONDS).status()).isEqualTo(200);
            assertThat(service.attest(TestService.wire(TestService.BUCKET)).status())
                    .as("room again")
                    .isEqualTo(200);
        }
    }

    @Test
    void doesNotLetAnybodyWaitForever() throws Exception {
        try (TestService service = service(1, 1, Duration.ZERO)) {
            CompletableFuture<TestService.Reply> first = attest(service);
            assertThat(arrived.await(SOON, SECONDS)).isTrue();

            Replies.assertProblem(service.attest(TestService.wire(TestService.BUCKET)), 503, "overloaded", "try again");
            go.countDown();
            assertThat(first.get(SOON, SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void servesThoseThatWaitWhenTheirTurnComes() throws Exception {
        try (TestService service = service(1, 1, Duration.ofSeconds(SOON))) {
            CompletableFuture<TestService.Reply> first = attest(service);
            assertThat(arrived.await(SOON, SECONDS)).isTrue();
            CompletableFuture<TestService.Reply> second = attest(service);

            go.countDown();

            assertThat(first.get(SOON, SECONDS).status()).isEqualTo(200);
            assertThat(second.get(SOON, SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void endsWhatItBeganBeforeItStops() throws Exception {
        TestService service = service(1, 0, Duration.ofSeconds(SOON));
        CompletableFuture<TestService.Reply> running = attest(service);
        assertThat(arrived.await(SOON, SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
        while (takesRequests(service)) {
            Thread.onSpinWait();
        }
        go.countDown();

        assertThat(running.get(SOON, SECONDS).status()).isEqualTo(200);
        stopped.get(SOON, SECONDS);
    }

    private static boolean takesRequests(TestService service) throws InterruptedException {
        try {
            return service.get("/v1/keys").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void givesBackThePlaceOfARequestThatFailed() throws Exception {
        go.countDown();
        try (TestService service = service(1, 0, Duration.ZERO)) {
            for (int i = 0; i < 5; i++) {
                assertThat(service.attest("nonsense").status()).isEqualTo(400);
            }
            assertThat(service.attest(TestService.wire(TestService.BUCKET)).status())
                    .isEqualTo(200);
        }
    }
}

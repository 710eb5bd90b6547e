package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no polite client sends them. */
class TransportTest {
    private static final String HEAD = "POST /cfn_nag/v1/scan HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.open();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void assertRefused(String reply, int status, String word) {
        assertThat(reply)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "urn:cfn-attestation:problem:" + word)
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store")
                .doesNotContainIgnoringCase("jetty", "javalin", "exception", "Set-Cookie", "\nServer:");
    }

    @Test
    void refusesALargeBodyBeforeItIsSent() throws Exception {
        assertRefused(service.raw(HEAD + "Content-Length: 2097153\r\n\r\n"), 413, "too-large");
    }

    @Test
    void wantsToKnowTheLength() throws Exception {
        assertRefused(service.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411, "length-required");
        assertRefused(service.raw(HEAD + "\r\n"), 411, "length-required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                HEAD + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                HEAD + "Content-Length: -1\r\n\r\n",
                HEAD + "Content-Length: 1e3\r\n\r\n",
                HEAD + "Transfer-Encoding: gzip\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /v1/%2e%2e/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /v1%2fkeys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-WebSocket-Version: 13\r\n\r\n",
                "GET //healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void refusesWhatProxiesCouldReadInTwoWays(String request) throws Exception {
        assertRefused(service.raw(request), 400, "bad-request");
    }

    @Test
    void refusesAnotherVersionOfTheProtocol() throws Exception {
        assertRefused(service.raw("what is this\r\n\r\n"), 505, "bad-request");
    }

    @Test
    void refusesAHugeHeader() throws Exception {
        String reply = service.raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n");

        assertRefused(reply, 431, "bad-request");
    }

    @Test
    void doesNotWaitForASilentSender() throws Exception {
        ServiceLimits impatient = limits(Duration.ofMillis(300), Duration.ofSeconds(30));
        try (TestService service = TestService.with(TestService.KEY, impatient)) {
            assertRefused(service.raw(HEAD + "Content-Length: 100\r\n\r\nhalf"), 408, "timeout");
        }
    }

    @Test
    void doesNotWaitForASlowSenderEither() throws Exception {
        ServiceLimits impatient = limits(Duration.ofSeconds(30), Duration.ZERO);
        try (TestService service = TestService.with(TestService.KEY, impatient)) {
            assertRefused(service.raw(HEAD + "Content-Length: 100\r\n\r\nhalf"), 408, "timeout");
        }
    }

    private static ServiceLimits limits(Duration idle, Duration body) {
        return new ServiceLimits(1, 0, Duration.ZERO, idle, body, Duration.ofSeconds(30));
    }

    /** With one place only, each sender that goes away must give it back. */
    @Test
    void survivesSendersThatHangUp() throws Exception {
        ServiceLimits narrow = limits(Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (TestService service = TestService.with(TestService.KEY, narrow)) {
            for (int i = 0; i < 5; i++) {
                hangUp(service);
            }
            assertThat(service.get("/healthz").status()).isEqualTo(200);
        }
    }

    private static void hangUp(TestService service) throws IOException {
        try (Socket socket =
                new Socket(service.address().getHost(), service.address().getPort())) {
            socket.setSoTimeout((int) TestService.SOON.toMillis());
            socket.getOutputStream()
                    .write((HEAD + "Content-Length: 100\r\n\r\nhalf").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            // The server notices and ends the exchange, with or without a last word.
            socket.getInputStream().readAllBytes();
        }
    }
}

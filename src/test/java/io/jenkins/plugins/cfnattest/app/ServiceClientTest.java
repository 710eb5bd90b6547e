package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.app.FakeService.Answer;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is slow, gone, greedy or nosy. */
class ServiceClientTest {
    private static final String TOKEN = "s3cret-t0ken";

    @Test
    void followsNoRedirect() throws Exception {
        try (FakeService other = new FakeService(body -> Answer.of(200, "text/plain", Bytes.utf8("stolen")));
                FakeService service = new FakeService(
                        body -> new Answer(307, "text/plain", Bytes.utf8(""), Optional.of(other.uri() + "/")))) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> post(service.uri()))
                    .withMessageContaining("status 307")
                    .withMessageContaining("Redirects are not followed");
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void readsNoMoreThanTheLargestEnvelope() throws Exception {
        try (FakeService service =
                new FakeService(body -> Answer.of(200, "text/plain", Bytes.of(new byte[EnvelopeJson.LIMIT + 1])))) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> post(service.uri()))
                    .withMessageContaining("more than " + EnvelopeJson.LIMIT + " bytes");
        }
    }

    @Test
    void readsTheLargestEnvelope() throws Exception {
        try (FakeService service =
                new FakeService(body -> Answer.of(200, "text/plain; x=y", Bytes.of(new byte[EnvelopeJson.LIMIT])))) {
            ServiceClient.Answer answer = post(service.uri());

            assertThat(answer.body().size()).isEqualTo(EnvelopeJson.LIMIT);
            assertThat(answer.mediaType()).isEqualTo("text/plain");
        }
    }

    @Test
    void waitsNoLongerThanItsLimit() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeService service = new FakeService(body -> {
            end.await();
            return Answer.of(200, "text/plain", body);
        })) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() ->
                            client(service.uri(), Duration.ofMillis(200)).post("/x", "a/b", "c/d", Bytes.utf8("x")))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.FAILURE))
                    .withMessageContaining("gave no answer");
            assertThat(service.requests)
                    .as("what may have arrived is not sent again")
                    .hasSizeLessThan(2);
            end.countDown();
        }
    }

    @Test
    void triesToConnectAFewTimesAndThenSaysSo() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + closedPort());

        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> post(nobody))
                .withMessageContaining("ConnectException")
                .withMessageContaining("attempts: 3")
                .withMessageContaining(nobody.toString());
    }

    @Test
    void neverShowsTheTokenThoughTheServiceSendsItBack() throws Exception {
        Bytes echo = Bytes.utf8("{\"title\":\"Bad token\",\"detail\":\"Bearer " + TOKEN + " is unknown\"}");
        try (FakeService service = new FakeService(body -> Answer.of(401, "application/problem+json", echo))) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> post(service.uri()))
                    .withMessageContaining("Bearer *** is unknown")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\r\nX-Evil: 1", "ümlaut", "sixth\t"})
    void refusesATokenThatIsNoneWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceClient(
                        new ServiceAddress("http://127.0.0.1:1"), Optional.of(token), ServiceClient.Limits.STANDARD))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two", "Evil", "ümlaut", "sixth"));
    }

    private static ServiceClient.Answer post(URI service) throws Exception {
        return client(service, Duration.ofSeconds(30)).post("/x", "text/plain", "text/plain", Bytes.utf8("x"));
    }

    private static ServiceClient client(URI service, Duration answer) {
        return new ServiceClient(
                ServiceAddress.of(service, true),
                Optional.of(TOKEN),
                new ServiceClient.Limits(Duration.ofSeconds(5), answer, Duration.ZERO));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

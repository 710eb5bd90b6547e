package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The service on a free port of the loopback, and a client that shows everything. */
final class TestService implements AutoCloseable {
    static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    static final Duration VALIDITY = Duration.ofDays(7);
    static final SigningKey KEY = key(Algorithm.ED25519);
    static final SigningKey KEY_2020 = key(Algorithm.ED25519);
    static final String TOKEN = "a-token-nobody-guesses";
    static final String BUCKET =
            "Resources:\n  Köln:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicReadWrite\n";
    static final Duration SOON = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AttestationService service;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();

    private TestService(AttestationService service) {
        this.service = service;
    }

    static SigningKey key(Algorithm algorithm) {
        return SigningKey.generate(algorithm, new SecureRandom());
    }

    static TestService open() throws ServiceException {
        return start(Optional.empty(), KEY, Optional.of(KEY_2020), ServiceLimits.standard());
    }

    static TestService withToken() throws ServiceException {
        return start(Optional.of(TOKEN), KEY, Optional.of(KEY_2020), ServiceLimits.standard());
    }

    static TestService with(Signer key, Optional<Signer> key2020) throws ServiceException {
        return start(Optional.empty(), key, key2020, ServiceLimits.standard());
    }

    static TestService with(Signer key, ServiceLimits limits) throws ServiceException {
        return start(Optional.empty(), key, Optional.empty(), limits);
    }

    private static TestService start(
            Optional<String> token, Signer key, Optional<? extends Signer> key2020, ServiceLimits limits)
            throws ServiceException {
        return new TestService(AttestationService.start(
                new ServiceConfig(ServiceConfig.LOOPBACK, 0, token, limits),
                new ServiceKeys(key, key2020.map(Signer.class::cast)),
                attester(key, Clock.fixed(NOW, ZoneOffset.UTC)),
                Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    static Attester attester(Signer key, Clock clock) {
        return new LocalAttester(Catalogue.all(), key, VALIDITY, clock);
    }

    /** One whose attestations somebody else makes. */
    static TestService with(Attester attester, Callers callers) throws ServiceException {
        return new TestService(AttestationService.start(
                new ServiceConfig(ServiceConfig.LOOPBACK, 0, Optional.of(TOKEN), callers, ServiceLimits.standard()),
                new ServiceKeys(KEY, Optional.empty()),
                attester,
                Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** One that deploys for these callers. */
    static TestService deploying(Callers callers, DeploymentConfig deployments, Clock clock) throws ServiceException {
        return new TestService(AttestationService.start(
                new ServiceConfig(ServiceConfig.LOOPBACK, 0, Optional.of(TOKEN), callers, ServiceLimits.standard()),
                new ServiceKeys(KEY, Optional.of(KEY_2020)),
                attester(KEY, clock),
                clock,
                Optional.of(deployments)));
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Bytes bytes() {
            return Bytes.of(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }
    }

    URI address() {
        return service.address();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** A request for an attestation, {@code headers} in pairs. */
    Reply attest(String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(AttestWire.PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A template for the paths of 2020. */
    Reply post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path)).timeout(SOON);
    }

    /** Sends bytes as they are, and reads until the server hangs up. */
    String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(address().getHost(), address().getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A request for an attestation of the template, without parameters. */
    static String wire(String template) {
        return "{\"name\":\"infra/bucket.yaml\",\"template\":\""
                + Bytes.utf8(template).toBase64() + "\"}";
    }

    @Override
    public void close() {
        service.close();
    }
}

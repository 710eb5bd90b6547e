package io.jenkins.plugins.cfnattest.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Talks to a service: bounded in time, size and attempts, follows no redirect, and never shows the token. */
final class ServiceClient {
    private static final int ATTEMPTS = 3;
    private static final int MESSAGE = 500;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Set<Integer> OUR_FAULT = Set.of(400, 413, 415, 422);
    private static final Set<Integer> GOOD = Set.of(200, 201);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ServiceAddress address;
    private final Optional<String> token;
    private final Limits limits;
    private final HttpClient http;

    /**
     * How long things may take.
     *
     * @param connect to connect
     * @param answer from the request to the last byte of the answer
     * @param pause before another attempt to connect
     */
    record Limits(Duration connect, Duration answer, Duration pause) {
        static final Limits STANDARD =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(1));
    }

    ServiceClient(ServiceAddress address, Optional<String> token, Limits limits) {
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            // The HTTP client would refuse it too, and quote it.
            throw new IllegalArgumentException(
                    "A token is one line of printable ASCII without blanks, and this one is not.");
        }
        this.address = address;
        this.token = token;
        this.limits = limits;
        // Over http, version 2 would ask for an upgrade that old services do not understand.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What a service answered, with a good status. */
    record Answer(String mediaType, Bytes body) {}

    /** Posts; an answer with another status than 200 or 201 is an exception that says what the service said. */
    Answer post(String path, String contentType, String accept, Bytes body)
            throws AttestException, InterruptedException {
        URI uri = address.at(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(limits.answer())
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .POST(BodyPublishers.ofByteArray(body.toArray()));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        HttpResponse<byte[]> response = send(request.build());
        Bytes answer = Bytes.of(response.body());
        if (!GOOD.contains(response.statusCode())) {
            throw refused(uri, response.statusCode(), answer);
        }
        String mediaType = response.headers().firstValue("Content-Type").orElse("none");
        return new Answer(mediaType.split(";", 2)[0].strip(), answer);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws AttestException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            CompletableFuture<HttpResponse<byte[]>> pending =
                    http.sendAsync(request, head -> new BoundedBody(EnvelopeJson.LIMIT));
            try {
                return pending.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                // Only what never reached the service is tried again.
                if (!isConnectFailure(e.getCause()) || attempt == ATTEMPTS) {
                    throw unreachable(request.uri(), e.getCause(), attempt);
                }
            } catch (TimeoutException e) {
                throw unreachable(request.uri(), e, attempt);
            } finally {
                pending.cancel(true);
            }
            TimeUnit.MILLISECONDS.sleep(limits.pause().toMillis());
        }
    }

    private static boolean isConnectFailure(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private AttestException unreachable(URI uri, Throwable cause, int attempts) {
        String why = cause instanceof TimeoutException
                ? "no complete answer within " + limits.answer()
                : cause.getClass().getSimpleName()
                        + Optional.ofNullable(cause.getMessage())
                                .map(text -> ": " + shown(text))
                                .orElse("");
        return new AttestException(
                Kind.FAILURE,
                "The service at " + uri + " gave no answer (" + why + "; attempts: " + attempts
                        + "). Check its URL, its certificate and the network.");
    }

    /** RFC 9457 where the service speaks it, else the status alone. */
    private AttestException refused(URI uri, int status, Bytes body) {
        String advice = switch (status) {
            case 301, 302, 303, 307, 308 -> " Redirects are not followed: configure the service's own URL.";
            case 401, 403 -> " Check the token.";
            case 404, 405 -> " Check the URL and the protocol.";
            case 429, 503 -> " It is overloaded: try again later.";
            default -> "";
        };
        return new AttestException(
                OUR_FAULT.contains(status) ? Kind.INPUT : Kind.FAILURE,
                "The service at " + uri + " refused with status " + Integer.toString(status)
                        + problem(body).map(text -> ": " + shown(text)).orElse("") + "." + advice);
    }

    private static Optional<String> problem(Bytes body) {
        try {
            JsonNode json = MAPPER.readTree(body.toUtf8());
            String title = json.path("title").asText("");
            String detail = json.path("detail").asText("");
            String both = title.isEmpty() || detail.isEmpty() ? title + detail : title + ", " + detail;
            return both.isEmpty() ? Optional.empty() : Optional.of(both);
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Text of others for a message: on one line, and without our token should they send it back. */
    private String shown(String text) {
        String clean =
                token.map(secret -> text.replace(secret, "***")).orElse(text).strip();
        String line = OneLine.of(clean, MESSAGE);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

package io.jenkins.plugins.cfnattest.jenkins.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;

/** Jenkins over HTTP, logged in with an API token (which needs no crumb). */
public final class JenkinsClient {
    private static final String DONE = "-- the script came to its end --";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI url;
    private final String authorization;

    JenkinsClient(URI url, String user, String token) {
        this.url = url;
        byte[] login = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
    }

    /** Where it stands, with a slash at the end. */
    public URI url() {
        return url;
    }

    /** What Jenkins answered. */
    public record Answer(int status, byte[] bytes, HttpResponse<byte[]> response) {
        /** The body as text. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Any answer to a GET of a path below the root. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** The body of a page that is there. */
    public String page(String path) {
        return expect(path, get(path)).text();
    }

    /** The exact bytes of a file that is there. */
    public byte[] file(String path) {
        return expect(path, get(path)).bytes();
    }

    /** A page's {@code api/json}. */
    public JsonNode json(String path) {
        try {
            return JSON.readTree(page(path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any answer to a POST. */
    public Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Any answer to a GET by somebody who is not logged in. */
    public Answer anonymous(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT).GET());
    }

    /** Any answer to a POST by somebody who is not logged in. */
    public Answer anonymousPost(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT).POST(BodyPublishers.noBody()));
    }

    /** Whether a page is there yet; no connection counts as no. */
    boolean answers(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Runs a Groovy script as administrator and answers what it printed; a script that throws is an error. */
    public String script(String groovy) {
        String form = "script=" + URLEncoder.encode(groovy + "\nprintln '" + DONE + "'\nnull", StandardCharsets.UTF_8);
        String printed = expect("scriptText", post("scriptText", "application/x-www-form-urlencoded", form))
                .text();
        if (!printed.contains(DONE)) {
            // What went wrong stands first; the rest is how Jenkins came to run scripts.
            String problem = printed.lines().limit(10).collect(Collectors.joining("\n"));
            throw new IllegalStateException("The script failed:\n" + groovy + "\n" + problem);
        }
        return printed.substring(0, printed.indexOf(DONE)).strip();
    }

    private static Answer expect(String path, Answer answer) {
        if (answer.status() >= 400) {
            throw new IllegalStateException(
                    "Expected " + path + ", found HTTP status " + answer.status() + ":\n" + answer.text());
        }
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT).header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while Jenkins was asked.", e);
    }
}

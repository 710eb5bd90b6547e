package io.jenkins.plugins.cfnattest.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service on the loopback that answers whatever a test says, and remembers what it was asked. */
final class FakeService implements AutoCloseable {
    /** What to do with a request. */
    @FunctionalInterface
    interface Behaviour {
        Answer answer(Bytes request) throws Exception;
    }

    record Answer(int status, String mediaType, Bytes body, Optional<String> location) {
        static Answer of(int status, String mediaType, Bytes body) {
            return new Answer(status, mediaType, body, Optional.empty());
        }
    }

    record Request(String path, Optional<String> authorization, String accept, Bytes body) {}

    final List<Request> requests = new ArrayList<>();
    private final HttpServer server;

    FakeService(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> handle(exchange, behaviour));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
        try (exchange) {
            Bytes body = Bytes.of(exchange.getRequestBody().readAllBytes());
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    exchange.getRequestHeaders().getFirst("Accept"),
                    body));
            Answer answer = behaviour.answer(body);
            exchange.getResponseHeaders().add("Content-Type", answer.mediaType());
            answer.location().ifPresent(to -> exchange.getResponseHeaders().add("Location", to));
            exchange.sendResponseHeaders(
                    answer.status(),
                    answer.body().size() == 0 ? -1 : answer.body().size());
            exchange.getResponseBody().write(answer.body().toArray());
        } catch (IOException e) {
            // The client hung up, as some tests want it to.
            exchange.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

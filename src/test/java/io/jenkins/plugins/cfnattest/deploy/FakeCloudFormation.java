package io.jenkins.plugins.cfnattest.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small double of CloudFormation and STS on the loopback: real HTTP, real query protocol (form in, XML out), answers as AWS gives them, characters beyond
 * ASCII as {@code ?} included. It deploys nothing, remembers every request, and misbehaves where it is told to.
 */
public final class FakeCloudFormation implements AutoCloseable {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/[0-9]{8}/([^/]+)/");
    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    static {
        // Read once by the JDK's server: without it head and body of each answer are 40 ms apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final FakeActions actions = new FakeActions();
    private final FakeProtocol protocol = new FakeProtocol(actions);
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Integer> throttled = new HashMap<>();
    private final Map<String, Integer> dropped = new HashMap<>();
    private final Map<String, FakeError> errors = new HashMap<>();
    private final Map<String, Runnable> hooks = new HashMap<>();

    private FakeCloudFormation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request as it arrived: its action, its fields, the access key and region it was signed for. */
    public record Request(String action, Map<String, String> fields, String accessKey, String region) {
        /** The field's value, empty when it was not sent. */
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** Starts one on a free port of the loopback. */
    public static FakeCloudFormation start() throws IOException {
        return new FakeCloudFormation();
    }

    /** Where it listens, for CloudFormation and STS alike. */
    public URI endpoint() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** What it holds, and how it misbehaves. */
    public FakeActions actions() {
        return actions;
    }

    /** The next {@code times} requests of this action are answered with {@code Throttling}. */
    public synchronized void throttle(String action, int times) {
        throttled.put(action, times);
    }

    /** The next {@code times} requests of this action are done, but their connection is closed without an answer. */
    public synchronized void drop(String action, int times) {
        dropped.put(action, times);
    }

    /** Every further request of this action is answered with this error. */
    public synchronized void fail(String action, int status, String code, String message) {
        errors.put(action, new FakeError(status, code, message));
    }

    /** The action works again. */
    public synchronized void heal(String action) {
        errors.remove(action);
    }

    /** Runs before each answer of this action. */
    public synchronized void before(String action, Runnable hook) {
        hooks.put(action, hook);
    }

    /** This many of the events that wait for a look at the stack happen now. */
    public synchronized void happens(String stack, int events) {
        actions.stacks.get(stack).advance(events);
    }

    /** All requests, oldest first. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The requests of one action, oldest first. */
    public synchronized List<Request> requests(String action) {
        return requests.stream().filter(one -> one.action().equals(action)).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean bucket = FakeBucket.takes(exchange);
            Request request = request(exchange, bucket ? FakeBucket.fields(exchange) : form(sent));
            requests.add(request);
            Optional.ofNullable(hooks.get(request.action())).ifPresent(Runnable::run);
            String answer;
            int status = 200;
            try {
                answer = answer(request);
                if (bucket) {
                    status = actions.bucket.answer(exchange, request.fields(), sent);
                }
            } catch (FakeError e) {
                status = e.status();
                answer = bucket
                        ? error(e)
                        : "<ErrorResponse xmlns=\"" + NAMESPACE + "\">" + error(e)
                                + new FakeXml().leaf("RequestId", "fake-request-" + requests.size())
                                + "</ErrorResponse>";
            }
            if (countDown(dropped, request.action())) {
                return;
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String error(FakeError e) {
        return new FakeXml()
                .open("Error")
                .leaf("Type", "Sender")
                .leaf("Code", e.code())
                .leaf("Message", e.getMessage())
                .close("Error")
                .toString();
    }

    private String answer(Request request) throws FakeError {
        if (request.accessKey().isEmpty()) {
            throw new FakeError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (countDown(throttled, request.action())) {
            throw new FakeError(400, "Throttling", "Rate exceeded");
        }
        if (errors.containsKey(request.action())) {
            throw errors.get(request.action());
        }
        String action = request.action();
        if (action.endsWith("Object")) {
            return "";
        }
        FakeXml result = protocol.answer(request);
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + result + "</" + action
                + "Result><ResponseMetadata><RequestId>fake-request-" + requests.size()
                + "</RequestId></ResponseMetadata></" + action + "Response>";
    }

    private static boolean countDown(Map<String, Integer> counts, String action) {
        int left = counts.getOrDefault(action, 0);
        counts.put(action, Math.max(0, left - 1));
        return left > 0;
    }

    private static Map<String, String> form(byte[] sent) {
        String form = new String(sent, StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static Request request(HttpExchange exchange, Map<String, String> fields) {
        String signed = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Matcher credential = CREDENTIAL.matcher(signed);
        boolean found = credential.find();
        return new Request(
                fields.getOrDefault("Action", ""),
                Collections.unmodifiableMap(fields),
                found ? credential.group(1) : "",
                found ? credential.group(2) : "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

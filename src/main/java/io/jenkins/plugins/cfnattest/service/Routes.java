package io.jenkins.plugins.cfnattest.service;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.jenkins.plugins.cfnattest.app.AttestWire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Which path leads to what. Exactly these paths, no spelling beside them. */
final class Routes {
    private static final String READ = "GET, HEAD";
    private static final String WRITE = "POST";

    private final Caller caller;
    private final Admission admission;
    private final RequestBody body;
    private final AttestEndpoint attest;
    private final Endpoints2020 old;
    private final KeysEndpoint keys;
    private final HealthEndpoint health;

    Routes(ServiceConfig config, AttestEndpoint attest, Endpoints2020 old, KeysEndpoint keys, HealthEndpoint health) {
        this.caller = new Caller(config.token());
        this.admission = new Admission(config.limits());
        this.body = new RequestBody(config.limits().body());
        this.attest = attest;
        this.old = old;
        this.keys = keys;
        this.health = health;
    }

    /** What a GET is answered with. */
    @FunctionalInterface
    private interface Reading {
        Answer answer() throws ProblemException;
    }

    void apply(JavalinConfig config) {
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler(Routes::error);
        RoutesConfig routes = config.routes;
        routes.before(context -> SecurityHeaders.FIELDS.forEach(context::header));
        read(routes, HealthEndpoint.PATH, health::answer);
        read(routes, KeysEndpoint.PATH, keys::answer);
        read(routes, Endpoints2020.STATUS_PATH, old::status);
        write(routes, AttestWire.PATH, attest);
        write(routes, Endpoints2020.SCAN_PATH, old::scan);
        write(routes, Endpoints2020.SIGNED_SCAN_PATH, old::signedScan);
        Problems problems = new Problems(Map.of(
                HealthEndpoint.PATH, READ,
                KeysEndpoint.PATH, READ,
                Endpoints2020.STATUS_PATH, READ,
                AttestWire.PATH, WRITE,
                Endpoints2020.SCAN_PATH, WRITE,
                Endpoints2020.SIGNED_SCAN_PATH, WRITE));
        routes.exception(ProblemException.class, Problems::known);
        routes.exception(HttpResponseException.class, problems::unrouted);
        routes.exception(Exception.class, Problems::defect);
    }

    private static void read(RoutesConfig routes, String path, Reading reading) {
        routes.get(path, context -> reading.answer().send(context));
        routes.head(path, context -> reading.answer().send(context));
    }

    private void write(RoutesConfig routes, String path, PostEndpoint endpoint) {
        routes.post(path, new PostHandler(endpoint, caller, admission, body));
    }

    /** An Error, which is none of the exceptions the router maps: memory, stack, linkage. */
    private static void error(HttpServletResponse response, Error failure) {
        Defects.log("A request failed", failure);
        response.setStatus(ProblemType.INTERNAL.status());
        response.setContentType(Problem.MEDIA_TYPE);
        try {
            response.getOutputStream()
                    .write(new Problem(ProblemType.INTERNAL, Problems.INTERNAL_DETAIL)
                            .json()
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

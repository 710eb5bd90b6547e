package io.jenkins.plugins.cfnattest.service;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private final Optional<DeploymentDesk> deployments;
    private final Map<String, String> methods = new TreeMap<>();

    Routes(
            ServiceConfig config,
            AttestEndpoint attest,
            Endpoints2020 old,
            KeysEndpoint keys,
            HealthEndpoint health,
            Optional<DeploymentDesk> deployments) {
        this.caller = new Caller(config.token(), config.callers());
        this.admission = new Admission(config.limits());
        this.body = new RequestBody(config.limits().body());
        this.attest = attest;
        this.old = old;
        this.keys = keys;
        this.health = health;
        this.deployments = deployments;
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
        deployments.ifPresent(desk -> deployments(routes, desk));
        Problems problems = new Problems(methods);
        routes.exception(ProblemException.class, Problems::known);
        routes.exception(HttpResponseException.class, problems::unrouted);
        routes.exception(Exception.class, Problems::defect);
    }

    /** Only where there are targets. */
    private void deployments(RoutesConfig routes, DeploymentDesk desk) {
        DeploymentPaths paths = new DeploymentPaths(desk);
        Admission few = new Admission(ServiceLimits.forDeployments());
        methods.put(DeployWire.PATH, WRITE);
        routes.post(DeployWire.PATH, new PostHandler(new DeployEndpoint(desk), caller, few, body));
        methods.put(DeploymentPaths.ONE, READ + ", DELETE");
        for (HandlerType type : List.of(HandlerType.GET, HandlerType.HEAD)) {
            routes.addHttpHandler(
                    type,
                    DeploymentPaths.ONE,
                    context -> paths.read(id(context), caller.of(context.req())).send(context));
        }
        routes.delete(
                DeploymentPaths.ONE,
                context -> paths.stop(id(context), caller.of(context.req())).send(context));
        for (String name : DeploymentProgress.STATEMENTS) {
            String path = DeploymentPaths.ONE + "/" + name;
            methods.put(path, READ);
            for (HandlerType type : List.of(HandlerType.GET, HandlerType.HEAD)) {
                routes.addHttpHandler(
                        type,
                        path,
                        context -> paths.statement(id(context), name, caller.of(context.req()))
                                .send(context));
            }
        }
        String approval = DeploymentPaths.ONE + "/" + DeploymentProgress.APPROVAL;
        methods.put(approval, READ + ", " + WRITE);
        routes.post(
                approval,
                context -> new PostHandler(new ApprovalEndpoint(desk, id(context)), caller, few, body).handle(context));
    }

    private static String id(Context context) {
        return context.pathParam(DeploymentPaths.ID);
    }

    private void read(RoutesConfig routes, String path, Reading reading) {
        methods.put(path, READ);
        routes.get(path, context -> reading.answer().send(context));
        routes.head(path, context -> reading.answer().send(context));
    }

    private void write(RoutesConfig routes, String path, PostEndpoint endpoint) {
        methods.put(path, WRITE);
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

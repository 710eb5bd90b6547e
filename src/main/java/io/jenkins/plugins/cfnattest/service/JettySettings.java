package io.jenkins.plugins.cfnattest.service;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server below: bounded in threads, connections, header and time, silent about itself, and patient with running requests when it ends. */
final class JettySettings {
    private static final int HEADER_BYTES = 8 * 1024;

    private final InetSocketAddress address;
    private final ServiceLimits limits;

    JettySettings(InetSocketAddress address, ServiceLimits limits) {
        this.address = address;
        this.limits = limits;
    }

    void apply(JavalinConfig config) {
        int threads = limits.working() + limits.waiting() + ServiceLimits.SPARE_THREADS;
        QueuedThreadPool pool = new QueuedThreadPool(threads, Math.min(threads, 8));
        pool.setName("service");
        config.jetty.threadPool = pool;
        config.jetty.modifyHttpConfiguration(JettySettings::http);
        config.jetty.modifyServer(this::server);
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new ProblemPages()));
        config.jetty.addConnector(this::connector);
    }

    private static void http(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setFormEncodedMethods();
        // The cache takes a value for another that differs in case only, and so a wrong token for the right one that
        // came before it.
        http.setHeaderCacheCaseSensitive(true);
        http.setHeaderCacheSize(0);
        http.addCustomizer(JettySettings::refuseDisguises);
    }

    /**
     * Header fields that make another request of it than its first line says: the framework would take the one for the method, so that whoever filters by
     * method in front of us were fooled, and begin a session for the other.
     */
    private static Request refuseDisguises(Request request, HttpFields.Mutable answer) {
        if (request.getHeaders().contains("X-HTTP-Method-Override")
                || request.getHeaders().contains("Sec-WebSocket-Version")) {
            throw new HttpException.RuntimeException(
                    ProblemType.BAD_REQUEST.status(), "A header field is not supported.");
        }
        return request;
    }

    private void server(Server server) {
        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(limits.stop().toMillis());
        server.setErrorHandler(new ProblemPages());
        server.addBean(new NetworkConnectionLimit(ServiceLimits.CONNECTIONS, server));
    }

    /** Opened at once: that the port is taken is told by an exception of its own, before anything else runs. */
    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }
}

package io.jenkins.plugins.cfnattest.service;

import io.javalin.Javalin;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The running service. Closing it lets the running requests end. */
public final class AttestationService implements AutoCloseable {
    private final Javalin server;
    private final InetAddress address;

    private AttestationService(Javalin server, InetAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts the service.
     *
     * @param rules what is inspected
     * @param validity how long attestations hold
     * @throws ServiceException when the address cannot be used, or must not be without a token
     */
    public static AttestationService start(
            ServiceConfig config, ServiceKeys keys, RuleSet rules, Duration validity, Clock clock)
            throws ServiceException {
        Attester attester = new LocalAttester(rules, keys.attest(), validity, clock);
        Routes routes = new Routes(
                config,
                new AttestEndpoint(attester),
                new Endpoints2020(new Scanner2020(Catalogue.cfnNag()), keys.attest2020()),
                new KeysEndpoint(keys),
                new HealthEndpoint(keys, clock));
        InetAddress address = config.address();
        JettySettings jetty = new JettySettings(new InetSocketAddress(address, config.port()), config.limits());
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            jetty.apply(javalin);
            routes.apply(javalin);
        });
        try {
            server.start();
        } catch (UncheckedIOException e) {
            throw new ServiceException(
                    "Expected a free port to listen on, but port " + config.port() + " of " + address.getHostAddress()
                            + " cannot be used (" + reason(e) + "). Stop what listens there, or choose another port.",
                    e);
        }
        return new AttestationService(server, address);
    }

    private static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    /** The base URL. */
    public URI address() {
        String host = address.getHostAddress();
        return URI.create(
                "http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + server.port());
    }

    /** Takes no more requests, lets the running ones end, and stops. */
    @Override
    public void close() {
        server.stop();
    }
}

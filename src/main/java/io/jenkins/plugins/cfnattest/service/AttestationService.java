package io.jenkins.plugins.cfnattest.service;

import io.javalin.Javalin;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The running service. Closing it lets the running requests end. */
public final class AttestationService implements AutoCloseable {
    private final Javalin server;
    private final URI address;
    private final Optional<DeploymentDesk> deployments;

    private AttestationService(Javalin server, URI address, Optional<DeploymentDesk> deployments) {
        this.server = server;
        this.address = address;
        this.deployments = deployments;
    }

    /** Starts the service for attestations alone. */
    public static AttestationService start(ServiceConfig config, ServiceKeys keys, Attester attester, Clock clock)
            throws ServiceException {
        return start(config, keys, attester, clock, Optional.empty());
    }

    /**
     * Starts the service.
     *
     * @param keys which keys it shows, and who signs for clients of 2020
     * @param attester inspects and signs
     * @param deployments what it deploys with; absent: it does not deploy
     * @throws ServiceException when the address cannot be used, or must not be without a token, or nobody could deploy
     */
    public static AttestationService start(
            ServiceConfig config,
            ServiceKeys keys,
            Attester attester,
            Clock clock,
            Optional<DeploymentConfig> deployments)
            throws ServiceException {
        if (deployments.isPresent() && config.callers().all().isEmpty()) {
            throw new ServiceException(
                    "Whoever deploys is known by name, but there are no callers. Name them, or serve without targets.");
        }
        Optional<DeploymentDesk> desk =
                deployments.isPresent() ? Optional.of(new DeploymentDesk(deployments.get(), clock)) : Optional.empty();
        Routes routes = new Routes(
                config,
                new AttestEndpoint(attester),
                new Endpoints2020(new Scanner2020(Catalogue.cfnNag()), keys.attest2020()),
                new KeysEndpoint(keys),
                new HealthEndpoint(keys, clock),
                desk);
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
            desk.ifPresent(DeploymentDesk::close);
            throw new ServiceException(
                    "Expected a free port to listen on, but port " + config.port() + " of " + address.getHostAddress()
                            + " cannot be used (" + reason(e) + "). Stop what listens there, or choose another port.",
                    e);
        }
        desk.ifPresent(DeploymentDesk::open);
        return new AttestationService(server, url(address, server.port()), desk);
    }

    private static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage();
    }

    private static URI url(InetAddress address, int port) {
        String host = address.getHostAddress();
        return URI.create("http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port);
    }

    /** The base URL. */
    public URI address() {
        return address;
    }

    /** Takes no more requests, lets the running ones end, takes back what is not executed yet, and stops. */
    @Override
    public void close() {
        server.stop();
        deployments.ifPresent(DeploymentDesk::close);
    }
}

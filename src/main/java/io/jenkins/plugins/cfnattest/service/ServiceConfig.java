package io.jenkins.plugins.cfnattest.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and for whom the service runs.
 *
 * @param host name or address to listen on
 * @param port the port; 0 for any free one
 * @param token what callers of a POST show as bearer token for attestations, whoever they are
 * @param callers who else may ask, each with a token of its own; without them and without a token nobody is asked, and only this machine may be served
 * @param limits how much at once
 */
public record ServiceConfig(String host, int port, Optional<String> token, Callers callers, ServiceLimits limits) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The port of the 2020 service, so that its clients find us. */
    public static final int DEFAULT_PORT = 4567;

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    public ServiceConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("Expected a host name or address to listen on, but it is empty.");
        }
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "Expected a port from 0 (any free one) to " + LARGEST_PORT + ", but found " + port + ".");
        }
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            throw new IllegalArgumentException(
                    "Expected a token of printable ASCII without blanks, on one line, but this one is not. Make another.");
        }
    }

    /** Where nobody is known by name. */
    public ServiceConfig(String host, int port, Optional<String> token, ServiceLimits limits) {
        this(host, port, token, Callers.none(), limits);
    }

    /**
     * The address to bind, looked up once, so that what was checked is what is bound.
     *
     * @throws ServiceException when the host is unknown, or others could reach the service without a token
     */
    InetAddress address() throws ServiceException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ServiceException(
                    "Expected the name or address of this machine to listen on, but '" + host + "' is not known.", e);
        }
        if (token.isEmpty() && callers.all().isEmpty() && !address.isLoopbackAddress()) {
            throw new ServiceException("Whoever reaches " + address.getHostAddress()
                    + " could have anything signed. Set a token, name callers, or listen on " + LOOPBACK + ".");
        }
        return address;
    }

    /** All but the token. */
    @Override
    public String toString() {
        return "ServiceConfig[" + host + ", " + port + ", " + (token.isPresent() ? "with a token" : "without a token")
                + ", " + callers.all().size() + " callers]";
    }
}

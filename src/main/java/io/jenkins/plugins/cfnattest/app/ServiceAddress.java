package io.jenkins.plugins.cfnattest.app;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service's base URL. A token goes over https only, or to this machine itself; without a token http is possible, since what is believed is
 * the signature, but then others on the way can read template and parameters.
 *
 * @param base the URL without a slash at its end
 */
record ServiceAddress(String base) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException when it is not http or https, has no host, carries a user, a query or a fragment, or a token would go over http to another machine
     */
    static ServiceAddress of(URI service, boolean withToken) {
        String scheme = Optional.ofNullable(service.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || service.getHost() == null) {
            throw new IllegalArgumentException(
                    "The URL of a service should be like https://attest.example.org, but is '" + shown(service) + "'.");
        }
        if (service.getRawUserInfo() != null || service.getRawQuery() != null || service.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The URL of a service has no user, query or fragment, but this one has: '" + shown(service)
                            + "'. Give a token as the token.");
        }
        boolean loopback =
                LOOPBACK.matcher(service.getHost().toLowerCase(Locale.ROOT)).matches();
        if (withToken && scheme.equals("http") && !loopback) {
            throw new IllegalArgumentException("A token would travel in the clear to '" + shown(service)
                    + "'. Use https, or a service on this machine.");
        }
        String text = service.toString();
        return new ServiceAddress(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** The URL of a path below the service. */
    URI at(String path) {
        return URI.create(base + path);
    }

    /** Without user and query: these may hold secrets. */
    private static String shown(URI service) {
        return service.getScheme() + "://" + service.getHost()
                + Optional.ofNullable(service.getPath()).orElse("");
    }
}

package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses in the configuration. */
final class Urls {
    private Urls() {}

    /** An absolute http or https address without user, query or fragment. */
    static URI http(String text) throws SettingException {
        try {
            URI uri = new URI(text);
            boolean known = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (known
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
            throw new SettingException(
                    "The address should be http:// or https:// with a host, without user, query or fragment, but is '"
                            + text + "'.");
        } catch (URISyntaxException e) {
            throw new SettingException("The address '" + text + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether everybody on the way can read what is sent. */
    static boolean isPlain(URI uri) {
        return "http".equals(uri.getScheme());
    }
}

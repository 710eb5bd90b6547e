package io.jenkins.plugins.cfnattest.inspect.external;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** URIs as tools write them into SARIF: with {@code file:} or without, encoded or not. */
final class SarifUri {
    private SarifUri() {}

    /** The path in a URI; what is no URI, or one of another place than a file, stays as it is and so is no path of ours. */
    static String path(String uri) {
        try {
            URI parsed = new URI(uri);
            boolean file = parsed.getScheme() == null || parsed.getScheme().equals("file");
            return file ? Optional.ofNullable(parsed.getPath()).orElse(uri) : uri + "?";
        } catch (URISyntaxException e) {
            return uri;
        }
    }
}

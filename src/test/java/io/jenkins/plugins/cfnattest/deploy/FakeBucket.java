package io.jenkins.plugins.cfnattest.deploy;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The double's one bucket, with path-style addresses: versions, checksums and owners as S3 has them, or as it does not. */
public final class FakeBucket {
    /** Its name. */
    public static final String NAME = "templates-bucket";

    private static final String HOST = NAME + ".s3." + TestDecisions.REGION + ".amazonaws.com";

    private final Map<String, String> versions = new LinkedHashMap<>();
    private Optional<String> swapped = Optional.empty();
    private String owner = "123456789012";
    private boolean versioned = true;
    private boolean suspended;
    private boolean pinned = true;
    private int numbered;

    /** It is this account's. */
    public void belongTo(String account) {
        owner = account;
    }

    /** It keeps no versions. */
    public void unversioned() {
        versioned = false;
    }

    /** It kept versions once. */
    public void suspended() {
        suspended = true;
    }

    /** What is asked for by URL is the newest version, whatever the URL says. */
    public void ignoreVersionsInUrls() {
        pinned = false;
    }

    /** Right after each upload somebody else puts this under the same key. */
    public void swapAfterUpload(String content) {
        swapped = Optional.of(content);
    }

    /** What is there now, by key and version. */
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }

    static boolean takes(HttpExchange exchange) {
        return !"POST".equals(exchange.getRequestMethod());
    }

    /** The request as the double remembers it: path, query and headers are its fields. */
    static Map<String, String> fields(HttpExchange exchange) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((header, values) -> fields.put(header, String.join(",", values)));
        fields.put("path", exchange.getRequestURI().getPath());
        fields.put(
                "query",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        fields.put("Action", "PUT".equals(exchange.getRequestMethod()) ? "PutObject" : "DeleteObject");
        return fields;
    }

    /** Does it; the status to answer. */
    int answer(HttpExchange exchange, Map<String, String> fields, byte[] body) throws FakeError {
        if (!fields.get("path").startsWith("/" + NAME + "/")) {
            throw new FakeError(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        if (!owner.equals(fields.getOrDefault("x-amz-expected-bucket-owner", owner))) {
            throw new FakeError(403, "AccessDenied", "Access Denied");
        }
        String key = fields.get("path").substring(NAME.length() + 2);
        if ("PutObject".equals(fields.get("Action"))) {
            put(exchange, key, fields, body);
            return 200;
        }
        versions.remove(key + version(fields.get("query")).map(id -> "?" + id).orElse(""));
        return 204;
    }

    private void put(HttpExchange exchange, String key, Map<String, String> fields, byte[] body) throws FakeError {
        if (!sha256(body).equals(fields.get("x-amz-checksum-sha256"))) {
            throw new FakeError(400, "BadDigest", "The SHA256 you specified did not match the calculated checksum.");
        }
        exchange.getResponseHeaders().set("ETag", "\"fake\"");
        String version = store(key, new String(body, StandardCharsets.UTF_8));
        if (versioned) {
            exchange.getResponseHeaders().set("x-amz-version-id", suspended ? "null" : version);
        }
        swapped.ifPresent(other -> store(key, other));
    }

    private String store(String key, String content) {
        numbered++;
        String version = "v." + numbered;
        versions.put(versioned && !suspended ? key + "?" + version : key, content);
        return version;
    }

    /** What a server reads under this URL; of all that name the bucket it knows the one of AWS. */
    String read(String url) throws FakeError {
        URI uri = URI.create(url);
        if (!HOST.equals(uri.getHost())) {
            throw FakeError.validation("S3 error: " + uri.getHost() + " is not known here, only " + HOST + ".");
        }
        String key = uri.getPath().substring(1);
        Optional<String> version = pinned ? version(uri.getRawQuery()) : Optional.empty();
        return versions.entrySet().stream()
                .filter(one -> version.map(id -> one.getKey().equals(key + "?" + id))
                        .orElseGet(() -> one.getKey().replaceFirst("\\?.*", "").equals(key)))
                .map(Map.Entry::getValue)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> FakeError.validation("S3 error: The specified key does not exist."));
    }

    private static Optional<String> version(String query) {
        return Optional.ofNullable(query)
                .filter(text -> text.startsWith("versionId="))
                .map(text -> URLDecoder.decode(text.substring("versionId=".length()), StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

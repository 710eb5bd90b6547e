package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Somebody else in the account, who may do there what we may. */
final class Attacker {
    private static final String LOGIN =
            "AWS4-HMAC-SHA256 Credential=AKIAATTACKER/20260101/eu-central-1/cloudformation/";

    private final URI endpoint;

    private Attacker(URI endpoint) {
        this.endpoint = endpoint;
    }

    static Attacker at(FakeCloudFormation aws) {
        return new Attacker(aws.endpoint());
    }

    /** Sends a request that was sent before, with one field of his own. */
    void send(FakeCloudFormation.Request before, String field, String value) {
        Map<String, String> fields = new TreeMap<>(before.fields());
        fields.put(field, value);
        String form = fields.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", LOGIN)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The attack failed: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the attack.", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

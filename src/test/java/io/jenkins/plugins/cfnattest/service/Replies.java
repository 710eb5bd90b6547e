package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What is said of more than one reply. */
final class Replies {
    private Replies() {}

    /** It is a problem of this kind, complete, and says nothing about our inside. */
    static void assertProblem(TestService.Reply reply, int status, String word, String detail) throws IOException {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("type").asText()).isEqualTo("urn:cfn-attestation:problem:" + word);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(reply.json().path("detail").asText()).contains(detail);
        assertGuarded(reply);
        assertThat(reply.text()).doesNotContainIgnoringCase("jetty", "javalin", "exception", "io.jenkins", "at java");
    }

    /** No browser makes anything of it, no cache keeps it, and nobody learns what software this is. */
    static void assertGuarded(TestService.Reply reply) {
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(reply.response().headers().map().keySet())
                .as("fields that tell about the server, or let somebody in")
                .doesNotContain("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
    }
}

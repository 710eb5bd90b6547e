package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody may read, with or without a token. */
class ReadingTest {
    /** Signs with a key whose public half it does not show. */
    private record Broken(VerificationKey verificationKey, Signer signer) implements Signer {
        @Override
        public Bytes sign(Bytes message) throws KeyException {
            return signer.sign(message);
        }
    }

    /** Can not sign at all. */
    private record Lost(VerificationKey verificationKey) implements Signer {
        @Override
        public Bytes sign(Bytes message) throws KeyException {
            throw new KeyException("The key is gone.");
        }
    }

    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.withToken();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void isWellWhenEachKeySignsAndVerifies() throws Exception {
        TestService.Reply reply = service.get("/healthz");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text()).isEqualTo("{\"status\":\"ok\"}");
        Replies.assertGuarded(reply);
    }

    @Test
    void isUnwellWhenASignatureDoesNotVerify() throws Exception {
        Signer broken = new Broken(TestService.KEY.verificationKey(), TestService.KEY_2020);
        try (TestService other = TestService.with(broken, Optional.empty())) {
            TestService.Reply reply = other.get("/healthz");

            Replies.assertProblem(reply, 503, "unhealthy", "'attest'");
            assertThat(reply.header("Retry-After")).isEqualTo("30");
        }
    }

    @Test
    void isUnwellWhenTheKeyForClientsOf2020IsGone() throws Exception {
        Signer lost = new Lost(TestService.KEY_2020.verificationKey());
        try (TestService other = TestService.with(TestService.KEY, Optional.of(lost))) {
            Replies.assertProblem(other.get("/healthz"), 503, "unhealthy", "'attest-2020'");
        }
    }

    @Test
    void showsThePublicKeysAndWhatTheyAreFor() throws Exception {
        TestService.Reply reply = service.get("/v1/keys");

        JsonNode keys = reply.json().path("keys");
        assertThat(keys).hasSize(2);
        assertThat(keys.path(0).path("purpose").asText()).isEqualTo("attest");
        assertThat(keys.path(1).path("purpose").asText()).isEqualTo("attest-2020");
        assertThat(keys.path(0).path("algorithm").asText()).isEqualTo("ED25519");
        VerificationKey shown = VerificationKey.parse(keys.path(0).path("pem").asText());
        assertThat(shown).isEqualTo(TestService.KEY.verificationKey());
        assertThat(keys.path(0).path("keyid").asText()).isEqualTo(shown.keyId().hex());
        assertThat(reply.text()).doesNotContain("PRIVATE");
        Replies.assertGuarded(reply);
    }

    @Test
    void showsOneKeyWhenClientsOf2020GetNoSignatures() throws Exception {
        Signer p256 = TestService.key(Algorithm.ECDSA_P256);
        try (TestService other = TestService.with(p256, Optional.empty())) {
            JsonNode keys = other.get("/v1/keys").json().path("keys");

            assertThat(keys).hasSize(1);
            assertThat(keys.path(0).path("algorithm").asText()).isEqualTo("ECDSA_P256");
        }
    }

    @Test
    void answersTheStatusOf2020ToTheByte() throws Exception {
        TestService.Reply reply = service.get("/cfn_nag/v1/status");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(reply.text()).isEqualTo("{\"body\":\"Service is up!\"}");
        Replies.assertGuarded(reply);
    }

    @ParameterizedTest
    @CsvSource({"/healthz, 200", "/v1/keys, 200", "/cfn_nag/v1/status, 200", "/v1/attestations, 405", "/other, 404"})
    void answersHeadAsGetWithoutBody(String path, int status) throws Exception {
        TestService.Reply reply = service.send(service.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.bytes().size()).isZero();
        Replies.assertGuarded(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/healthz/",
                "/HEALTHZ",
                "/healthz/x",
                "/v1",
                "/v1/attestations/",
                "/cfn_nag/v1",
                "/v1/keys.json",
                "/index.html"
            })
    void knowsNoOtherPathNorSpelling(String path) throws Exception {
        String reply = service.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 404 ").contains("urn:cfn-attestation:problem:not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST    | /healthz                | GET, HEAD
            PUT     | /v1/keys                | GET, HEAD
            DELETE  | /cfn_nag/v1/status      | GET, HEAD
            GET     | /v1/attestations        | POST
            OPTIONS | /v1/attestations        | POST
            PATCH   | /cfn_nag/v1/scan        | POST
            GET     | /cfn_nag/v1/signed_scan | POST
            TRACE   | /healthz                | GET, HEAD
            BREW    | /healthz                | GET, HEAD
            """)
    void saysWhichMethodsAPathTakes(String method, String path, String allowed) throws Exception {
        TestService.Reply reply = service.send(service.request(path).method(method, BodyPublishers.noBody()));

        Replies.assertProblem(reply, 405, "method-not-allowed", "another method");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }
}

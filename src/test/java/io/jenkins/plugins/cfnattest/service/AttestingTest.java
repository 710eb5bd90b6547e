package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/attestations}. */
class AttestingTest {
    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.open();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Statement verified(Bytes envelope) throws VerificationException {
        TrustedKeys trusted = new TrustedKeys(
                List.of(TrustedKey.always("service", TestService.KEY.verificationKey(), Purpose.ATTEST)));
        return new Verifier(trusted).verify(envelope).statement();
    }

    @Test
    void signsWhatItWasSent() throws Exception {
        TestService.Reply reply = service.attest(TestService.wire(TestService.BUCKET));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo(AttestWire.ANSWER_TYPE);
        Replies.assertGuarded(reply);
        Statement statement = verified(reply.bytes());
        InspectionPredicate predicate = statement.predicate();
        assertThat(statement.subjectName()).isEqualTo("infra/bucket.yaml");
        assertThat(statement.subjectDigest()).isEqualTo(Digest.of(Bytes.utf8(TestService.BUCKET)));
        assertThat(predicate.template().content()).isEqualTo(Bytes.utf8(TestService.BUCKET));
        assertThat(predicate.result().verdict()).isEqualTo("FAIL");
        assertThat(predicate.result().violations()).anySatisfy(violation -> {
            assertThat(violation.id()).isEqualTo("F14");
            assertThat(violation.logicalResourceIds()).containsExactly("Köln");
        });
        assertThat(predicate.inspectedAt()).isEqualTo(TestService.NOW);
        assertThat(predicate.expiresAt()).isEqualTo(TestService.NOW.plus(TestService.VALIDITY));
    }

    @Test
    void keepsApartWhatItKnowsAndWhatTheCallerSays() throws Exception {
        String json = TestService.wire(TestService.BUCKET)
                .replace("\"name\"", "\"claimed\":{\"user\":\"eve\",\"method\":\"token\"},\"name\"");

        InspectionPredicate predicate = verified(service.attest(json).bytes()).predicate();

        assertThat(predicate.invocation().authenticated()).isEmpty();
        assertThat(predicate.invocation().claimed()).isEqualTo(Map.of("user", "eve", "method", "token"));
    }

    @Test
    void evaluatesWithTheParametersGiven() throws Exception {
        String template = "Parameters: {Cidr: {Type: String, Default: 10.0.0.1/32}}\n" + TestService.BUCKET;
        String json =
                TestService.wire(template).replace("\"name\"", "\"parameters\":{\"Cidr\":\"0.0.0.0/0\"},\"name\"");

        assertThat(verified(service.attest(json).bytes()).predicate().inputs().parameters())
                .containsEntry("Cidr", "0.0.0.0/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                        | JSON
            not json                                                  | is not JSON
            []                                                        | is not a JSON object
            {"template":"YQ=="}                                       | needs 'name'
            {"name":"a"}                                              | needs 'template'
            {"name":1,"template":"YQ=="}                              | needs 'name' as a text
            {"name":"a","template":"%%%"}                             | base64
            {"name":"a","template":"YQ"x}                             | is not JSON
            {"name":"a","template":"","template":"YQ=="}              | member twice
            {"name":"a","template":"YQ=="} {}                         | behind its end
            {"name":"a","template":"YQ==","authenticated":{"u":"me"}} | unknown member 'authenticated'
            {"name":"a","template":"YQ==","validity":"P999D"}         | unknown member 'validity'
            {"name":"a","template":"YQ==","parameters":{"A":1}}       | needs 'parameters.A' as a text
            {"name":"a","template":"YQ==","pseudo":{"Env":"prod"}}    | AWS::Region
            """)
    void refusesARequestThatIsNotOfTheForm(String json, String detail) throws Exception {
        Replies.assertProblem(service.attest(json), 400, "bad-request", detail);
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws Exception {
        byte[] latin = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};

        Replies.assertProblem(
                service.post(AttestWire.PATH, latin, "Content-Type", "application/json"), 400, "bad-request", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: {}",
                "- a list",
                "Resources: {A: {Type: AWS::S3::Bucket}, A: {Type: AWS::S3::Bucket}}",
                "{\"Resources\":",
                "\u0000"
            })
    void saysWhyATemplateCanNotBeAttested(String template) throws Exception {
        Replies.assertProblem(
                service.attest(TestService.wire(template)),
                422,
                "unprocessable",
                "Nothing was attested for 'infra/bucket.yaml'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up.yaml", "/etc/passwd", "C:\\\\x", "a//b"})
    void refusesNamesThatAreNoCleanPath(String name) throws Exception {
        String json = TestService.wire(TestService.BUCKET).replace("infra/bucket.yaml", name);

        Replies.assertProblem(service.attest(json), 422, "unprocessable", "relative path");
    }

    @Test
    void neverRepeatsTheValueOfAParameter() throws Exception {
        String template = "Parameters: {Password: {Type: String, NoEcho: true}}\n" + TestService.BUCKET;
        String json = TestService.wire(template)
                .replace("\"name\"", "\"parameters\":{\"Password\":\"hunter2hunter2\"},\"name\"");

        TestService.Reply reply = service.attest(json);

        Replies.assertProblem(reply, 422, "unprocessable", "Password");
        assertThat(reply.text()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json-seq",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded",
                "x"
            })
    void takesJsonOnly(String type) throws Exception {
        TestService.Reply reply = service.post(AttestWire.PATH, new byte[] {'{', '}'}, "Content-Type", type);

        Replies.assertProblem(reply, 415, "media-type", "application/json");
        assertThat(reply.header("Accept-Post")).isEqualTo("application/json");
    }

    @Test
    void needsAMediaType() throws Exception {
        Replies.assertProblem(service.post(AttestWire.PATH, new byte[] {'{', '}'}), 415, "media-type", "found none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=UTF-8", "Application/JSON; charset=\"utf-8\""})
    void takesEachSpellingOfItsMediaType(String type) throws Exception {
        byte[] json = TestService.wire(TestService.BUCKET).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(service.post(AttestWire.PATH, json, "Content-Type", type).status())
                .isEqualTo(200);
    }

    @Test
    void refusesAnEncodedBody() throws Exception {
        Replies.assertProblem(
                service.attest(TestService.wire(TestService.BUCKET), "Content-Encoding", "gzip"),
                415,
                "media-type",
                "Content-Encoding");
    }

    /** Fails in a way that quotes a secret. */
    private record Leaking(VerificationKey verificationKey, RuntimeException failure) implements Signer {
        @Override
        public Bytes sign(Bytes message) throws KeyException {
            if (failure == null) {
                throw new KeyException("hsm.internal:9999 refused");
            }
            throw failure;
        }
    }

    @Test
    void tellsNothingOfItsInsideWhenItFails() throws Exception {
        for (RuntimeException failure :
                new RuntimeException[] {null, new IllegalStateException("hsm.internal:9999 refused")}) {
            Signer leaking = new Leaking(TestService.KEY.verificationKey(), failure);
            try (TestService failing = TestService.with(leaking, Optional.empty())) {
                TestService.Reply reply = failing.attest(TestService.wire(TestService.BUCKET));

                Replies.assertProblem(reply, 500, "internal", "defect");
                assertThat(reply.text()).doesNotContain("hsm");
            }
        }
    }

    @Test
    void tellsNothingOfAnErrorEither() throws Exception {
        Signer exhausted = new Exhausted(TestService.KEY.verificationKey());
        try (TestService failing = TestService.with(exhausted, Optional.empty())) {
            Replies.assertProblem(failing.attest(TestService.wire(TestService.BUCKET)), 500, "internal", "defect");
            assertThat(failing.get("/v1/keys").status()).isEqualTo(200);
        }
    }

    private record Exhausted(VerificationKey verificationKey) implements Signer {
        @Override
        public Bytes sign(Bytes message) {
            throw new StackOverflowError();
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.app.FakeService.Answer;
import io.jenkins.plugins.cfnattest.app.RemoteAttester.Protocol;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Today's protocol: what of a service's answer is believed. */
class RemoteAttesterTest {
    private static final ServiceClient.Limits LIMITS =
            new ServiceClient.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ZERO);
    private final AttestRequest request = AppFixture.request();

    @Test
    void takesAnHonestAnswer() throws Exception {
        try (FakeService service = new FakeService(body -> honest(KEY, AttestWire.read(body, Map.of("token", "ci"))))) {
            Attestation attestation = attester(service, Optional.of("s3cret")).attest(request);

            assertThat(attestation.kind()).isEqualTo(Attestation.Kind.IN_TOTO);
            assertThat(attestation.templateDigest()).isEqualTo(Digest.of(request.template()));
            assertThat(attestation.keyId()).isEqualTo(KEY.verificationKey().keyId());
            assertThat(attestation.result().verdict()).isEqualTo("PASS");
            assertThat(attestation.statement().orElseThrow().invocation().authenticated())
                    .containsExactly(Map.entry("token", "ci"));
            assertThat(attestation.statement().orElseThrow().invocation().claimed())
                    .containsOnly(Map.entry("branch", "main"), Map.entry("job", "pay/deploy"));
            assertThat(service.requests).singleElement().satisfies(sent -> {
                assertThat(sent.path()).isEqualTo("/v1/attestations");
                assertThat(sent.authorization()).contains("Bearer s3cret");
                assertThat(sent.accept()).contains(AttestWire.ANSWER_TYPE, "application/problem+json");
            });
        }
    }

    @Test
    void refusesAnotherKeyThanThePinnedOne() throws Exception {
        try (FakeService service = new FakeService(body -> honest(OTHER, AttestWire.read(body, Map.of())))) {
            refused(service).withMessageContaining("does not verify under its pinned key");
        }
    }

    @Test
    void refusesAnAnswerChangedOnTheWay() throws Exception {
        try (FakeService service = new FakeService(body -> {
            Answer honest = honest(KEY, AttestWire.read(body, Map.of()));
            byte[] changed = honest.body().toArray();
            int middle = changed.length / 2;
            changed[middle] = (byte) (changed[middle] == 'A' ? 'B' : 'A');
            return Answer.of(201, AttestWire.ANSWER_TYPE, Bytes.of(changed));
        })) {
            refused(service).withMessageContaining("does not verify under its pinned key");
        }
    }

    @Test
    void refusesAnAttestationOfAnotherTemplate() throws Exception {
        Bytes harmless = Bytes.utf8(request.template().toUtf8().replace("Köln", "Bonn"));
        answeringAbout(AppFixture.request(harmless, Map.of("Env", "prod")), "the template digest");
    }

    @Test
    void refusesAnAttestationUnderOtherParameters() throws Exception {
        answeringAbout(AppFixture.request(request.template(), Map.of("Env", "test")), "the effective parameters");
    }

    @Test
    void refusesAnAttestationThatChangedADefault() throws Exception {
        answeringAbout(
                AppFixture.request(request.template(), Map.of("Env", "prod", "Size", "4")), "the effective parameters");
    }

    @Test
    void refusesAnAttestationForAnotherRegion() throws Exception {
        answeringAbout(
                new AttestRequest(
                        request.name(),
                        request.template(),
                        request.parameters(),
                        Map.of("AWS::Region", "us-east-1"),
                        request.invocation()),
                "the effective parameters");
    }

    private AttestRequest taking(Evaluation evaluation) {
        return new AttestRequest(
                request.name(),
                request.template(),
                request.parameters(),
                request.pseudo(),
                request.invocation(),
                evaluation);
    }

    @Test
    void refusesAnAttestationThatLookedAtLess() throws Exception {
        answeringAbout(taking(Evaluation.CFN_NAG), "the evaluation");
    }

    @Test
    void refusesAnAttestationUnderAnotherName() throws Exception {
        answeringAbout(
                new AttestRequest(
                        "infra/other.yaml",
                        request.template(),
                        request.parameters(),
                        request.pseudo(),
                        request.invocation()),
                "the name");
    }

    @Test
    void refusesAnotherMediaType() throws Exception {
        try (FakeService service = new FakeService(body -> Answer.of(
                200, "text/html", honest(KEY, AttestWire.read(body, Map.of())).body()))) {
            refused(service).withMessageContaining("answered with text/html");
        }
    }

    @Test
    void sendsNothingThatIsNoTemplate() throws Exception {
        try (FakeService service = new FakeService(body -> honest(KEY, request))) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> attester(service, Optional.empty())
                            .attest(AppFixture.request(Bytes.utf8("- no template"), Map.of())))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.INPUT));
            assertThat(service.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, INPUT",
        "401, FAILURE",
        "403, FAILURE",
        "413, INPUT",
        "415, INPUT",
        "422, INPUT",
        "429, FAILURE",
        "500, FAILURE",
        "503, FAILURE",
        "202, FAILURE",
    })
    void saysWhatTheServiceSaid(int status, AttestException.Kind kind) throws Exception {
        Bytes problem = Bytes.utf8(
                "{\"type\":\"about:blank\",\"title\":\"Not like this\",\"detail\":\"Line 3\\n\\u001b[31mis odd.\",\"status\":1}");
        try (FakeService service = new FakeService(body -> Answer.of(status, "application/problem+json", problem))) {
            refused(service)
                    .withMessageContaining("status " + status + ": Not like this, Line 3??[31mis odd.")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u001b"));
            assertThat(service.requests).hasSize(1);
        }
    }

    @Test
    void saysTheStatusWhereThereIsNoProblemToRead() throws Exception {
        try (FakeService service = new FakeService(body -> Answer.of(502, "text/html", Bytes.utf8("<html>")))) {
            refused(service).withMessageContaining("refused with status 502.");
        }
    }

    private void answeringAbout(AttestRequest other, String what) throws Exception {
        try (FakeService service = new FakeService(body -> honest(KEY, other))) {
            refused(service)
                    .withMessageContaining("attested something else than it was asked: " + what)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.FAILURE));
        }
    }

    private ThrowableAssertAlternative<AttestException> refused(FakeService service) {
        return assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> attester(service, Optional.of("s3cret")).attest(request))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private static RemoteAttester attester(FakeService service, Optional<String> token) {
        return new RemoteAttester(service.uri(), Protocol.V1, token, KEY.verificationKey(), LIMITS);
    }

    private static Answer honest(SigningKey key, AttestRequest request) throws AttestException, InterruptedException {
        return Answer.of(
                201,
                AttestWire.ANSWER_TYPE,
                AppFixture.attester(key).attest(request).envelope());
    }
}

package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.app.FakeService.Answer;
import io.jenkins.plugins.cfnattest.app.RemoteAttester.Protocol;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The protocol of the 2020 service. */
class RemoteAttester2020Test {
    private static final ServiceScan.Violation FAILURE = new ServiceScan.Violation(
            "F1000", "SomeRule", "FAIL", "Why.", List.of("A", "B"), List.of(3, 9), List.of("resource", "resource"));
    private static final ServiceScan.Violation WARNING =
            new ServiceScan.Violation("W9", "OtherRule", "WARN", "Why.", List.of("A"), List.of(3), List.of("resource"));

    private final AttestRequest request = AppFixture.request(AppFixture.TEMPLATE, Map.of());

    @Test
    void takesAnHonestAnswer() throws Exception {
        ServiceScan.Results results = new ServiceScan.Results(2, List.of(FAILURE, WARNING));
        try (FakeService service = new FakeService(body -> honest(KEY, results, body.toUtf8()))) {
            Attestation attestation = attester(service).attest(request);

            assertThat(attestation.kind()).isEqualTo(Attestation.Kind.SERVICE_2020);
            assertThat(attestation.statement()).isEmpty();
            assertThat(attestation.templateDigest()).isEqualTo(Digest.of(request.template()));
            assertThat(attestation.attestationDigest())
                    .isEqualTo(Digest.of(
                            ServiceEnvelope.read(attestation.envelope()).payload()));
            assertThat(attestation.result().verdict()).isEqualTo("FAIL");
            assertThat(attestation.result().failureCount()).isEqualTo(2);
            assertThat(attestation.result().warningCount()).isEqualTo(1);
            assertThat(attestation.artifactPath("a.yaml")).endsWith(".service-2020.json");
            assertThat(service.requests).singleElement().satisfies(sent -> {
                assertThat(sent.path()).isEqualTo("/cfn_nag/v1/signed_scan");
                assertThat(sent.body()).isEqualTo(request.template());
            });
        }
    }

    @Test
    void refusesAnotherKey() {
        refused(body -> honest(OTHER, clean(), body.toUtf8()), "under its pinned key");
    }

    @Test
    void refusesAnotherTemplate() {
        refused(body -> honest(KEY, clean(), body.toUtf8() + "\n"), "another template than it was sent");
    }

    @Test
    void refusesOuterResultsThatWereChanged() {
        refused(
                body -> {
                    String answer = honest(KEY, new ServiceScan.Results(2, List.of(FAILURE)), body.toUtf8())
                            .body()
                            .toUtf8();
                    return Answer.of(
                            200,
                            "application/json",
                            Bytes.utf8(answer.replaceFirst("\"failure_count\":2", "\"failure_count\":0")));
                },
                "under its pinned key");
    }

    @Test
    void refusesAnAnswerOfTodaysProtocol() {
        refused(
                body -> Answer.of(
                        200,
                        "application/json",
                        AppFixture.attester(KEY).attest(AppFixture.request()).envelope()),
                "no envelope of the 2020 service");
    }

    @Test
    void refusesParametersThatNobodyWouldLookAt() throws Exception {
        try (FakeService service = new FakeService(body -> honest(KEY, clean(), body.toUtf8()))) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> attester(service).attest(AppFixture.request()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.INPUT))
                    .withMessageContaining("[Env]");
            assertThat(service.requests).isEmpty();
        }
    }

    private void refused(FakeService.Behaviour behaviour, String why) {
        try (FakeService service = new FakeService(behaviour)) {
            assertThatExceptionOfType(AttestException.class)
                    .isThrownBy(() -> attester(service).attest(request))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.FAILURE))
                    .withMessageContaining(why);
        }
    }

    private static ServiceScan.Results clean() {
        return new ServiceScan.Results(0, List.of());
    }

    private static Answer honest(SigningKey key, ServiceScan.Results results, String template) throws Exception {
        ServiceScan scan = new ServiceScan(results, template, List.of("W9 OtherRule WARN Why."));
        return Answer.of(200, "application/json", Service2020.seal(scan, key).write());
    }

    private static RemoteAttester attester(FakeService service) {
        return new RemoteAttester(service.uri(), Protocol.SERVICE_2020, Optional.empty(), KEY.verificationKey());
    }
}

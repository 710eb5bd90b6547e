package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.RemoteAttester;
import io.jenkins.plugins.cfnattest.app.RemoteAttester.Protocol;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own client against our own service, and that nobody gets the weaker protocol for the stronger one. */
class RemoteAttesterTest {
    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.withToken();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Attester attester(Protocol protocol, SigningKey pinned, String token) {
        return new RemoteAttester(service.address(), protocol, Optional.of(token), pinned.verificationKey());
    }

    private static AttestRequest request(String template, Map<String, String> parameters) {
        return new AttestRequest(
                "infra/bucket.yaml",
                Bytes.utf8(template),
                parameters,
                Map.of(),
                new Invocation(Map.of("job", "web/main"), Map.of("user", "ada")));
    }

    private static AttestRequest request() {
        return request(TestService.BUCKET, Map.of());
    }

    @Test
    void getsAnAttestation() throws Exception {
        Attestation attestation =
                attester(Protocol.V1, TestService.KEY, TestService.TOKEN).attest(request());

        assertThat(attestation.kind()).isEqualTo(Attestation.Kind.IN_TOTO);
        assertThat(attestation.result().verdict()).isEqualTo("FAIL");
        assertThat(attestation.keyId())
                .isEqualTo(TestService.KEY.verificationKey().keyId());
        assertThat(attestation.statement().orElseThrow().invocation())
                .as("what Jenkins knows is to the service only what the caller says")
                .isEqualTo(new Invocation(Map.of("method", "token"), Map.of("job", "web/main", "user", "ada")));
    }

    @Test
    void getsAnEnvelopeOf2020() throws Exception {
        Attestation attestation = attester(Protocol.SERVICE_2020, TestService.KEY_2020, TestService.TOKEN)
                .attest(request());

        assertThat(attestation.kind()).isEqualTo(Attestation.Kind.SERVICE_2020);
        assertThat(attestation.result().verdict()).isEqualTo("FAIL");
        assertThat(attestation.statement()).isEmpty();
    }

    @Test
    void neverTakesTheWeakerEnvelopeUnderTheKeyForAttestations() {
        assertThatThrownBy(() -> attester(Protocol.SERVICE_2020, TestService.KEY, TestService.TOKEN)
                        .attest(request()))
                .isInstanceOf(AttestException.class)
                .hasMessageContaining("under its pinned key");
    }

    @Test
    void neverTakesAnAttestationUnderTheKeyOf2020() {
        assertThatThrownBy(() -> attester(Protocol.V1, TestService.KEY_2020, TestService.TOKEN)
                        .attest(request()))
                .isInstanceOf(AttestException.class)
                .hasMessageContaining("pinned key");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void isToldThatTheTokenIsWrong(Protocol protocol) {
        assertThatThrownBy(() ->
                        attester(protocol, TestService.KEY, "another-token").attest(request()))
                .isInstanceOf(AttestException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("Check the token")
                .hasMessageNotContaining("another-token");
    }

    @Test
    void isToldWhichParameterIsWrong() {
        String template = "Parameters: {Env: {Type: String, AllowedValues: [test]}}\n" + TestService.BUCKET;

        assertThatThrownBy(() -> attester(Protocol.V1, TestService.KEY, TestService.TOKEN)
                        .attest(request(template, Map.of("Env", "prod", "Typo", "x"))))
                .isInstanceOfSatisfying(
                        AttestException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(AttestException.Kind.INPUT));
    }

    @Test
    void isToldThatTheServiceHasNoKeyForClientsOf2020() throws Exception {
        try (TestService without = TestService.with(TestService.KEY, Optional.empty())) {
            Attester attester = new RemoteAttester(
                    without.address(), Protocol.SERVICE_2020, Optional.empty(), TestService.KEY_2020.verificationKey());

            assertThatThrownBy(() -> attester.attest(request()))
                    .isInstanceOf(AttestException.class)
                    .hasMessageContaining("501")
                    .hasMessageContaining("no key");
        }
    }
}

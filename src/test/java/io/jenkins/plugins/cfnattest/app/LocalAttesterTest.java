package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAttesterTest {
    private final LocalAttester attester = AppFixture.attester(AppFixture.KEY);

    @Test
    void makesAnEnvelopeThatVerifiesAndSaysWhatWasInspected() throws Exception {
        Attestation attestation = attester.attest(AppFixture.request());

        VerifiedStatement verified = verify(attestation);
        InspectionPredicate predicate = verified.statement().predicate();
        assertThat(verified.statement().subjectName()).isEqualTo("infra/wait.yaml");
        assertThat(verified.statement().subjectDigest()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
        assertThat(verified.template()).isEqualTo(AppFixture.TEMPLATE);
        assertThat(predicate.inputs().parameters())
                .containsExactly(
                        Map.entry("AWS::Region", "eu-central-1"), Map.entry("Env", "prod"), Map.entry("Size", "3"));
        assertThat(predicate.inputs().withheld()).containsExactly("Password");
        assertThat(predicate.inputs().evaluation()).isEqualTo("EFFECTIVE");
        assertThat(predicate.template().mediaType()).isEqualTo("application/yaml");
        assertThat(predicate.inspectedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(predicate.expiresAt()).isEqualTo(Instant.parse("2026-03-08T12:00:00Z"));
        assertThat(predicate.invocation().authenticated()).containsExactly(Map.entry("job", "pay/deploy"));
        assertThat(predicate.invocation().claimed()).containsExactly(Map.entry("branch", "main"));
        assertThat(predicate.inspectors()).singleElement().satisfies(inspector -> {
            assertThat(inspector.name()).isEqualTo("cfn-nag");
            assertThat(inspector.implementation()).isEqualTo("cfn-attestation");
            assertThat(inspector.version()).isEqualTo(Product.version());
        });
    }

    @ParameterizedTest
    @CsvSource({"EFFECTIVE, PASS", "ALL, FAIL", "CFN_NAG, PASS"})
    void saysHowItTookTheConditions(Evaluation evaluation, String verdict) throws Exception {
        Bytes template = Bytes.utf8("""
                Conditions: {Yes: !Equals [a, a]}
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: W37, reason: x}]}}
                    Properties: {Encrypted: !If [Yes, true, false]}
                """);
        AttestRequest plain = AppFixture.request(template, Map.of());

        InspectionPredicate predicate = verify(attester.attest(new AttestRequest(
                        plain.name(), template, Map.of(), plain.pseudo(), plain.invocation(), evaluation)))
                .statement()
                .predicate();

        assertThat(predicate.inputs().evaluation()).isEqualTo(evaluation.name());
        assertThat(predicate.result().verdict()).isEqualTo(verdict);
    }

    @Test
    void namesTheRulesAndTheirDigest() throws Exception {
        InspectionPredicate predicate =
                verify(attester.attest(AppFixture.request())).statement().predicate();

        assertThat(predicate.ruleSet().rules())
                .hasSameSizeAs(Catalogue.all().rules())
                .hasSizeGreaterThan(19);
        assertThat(predicate.ruleSet().digest())
                .isEqualTo(Digest.of(Bytes.utf8(Catalogue.all().canonicalLines())));
    }

    @Test
    void saysTheSameOfItselfAsTheEnvelope() throws Exception {
        Attestation attestation = attester.attest(AppFixture.request());

        VerifiedStatement verified = verify(attestation);
        assertThat(attestation.kind()).isEqualTo(Attestation.Kind.IN_TOTO);
        assertThat(attestation.attestationDigest()).isEqualTo(verified.attestationDigest());
        assertThat(attestation.templateDigest()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
        assertThat(attestation.keyId())
                .isEqualTo(AppFixture.KEY.verificationKey().keyId());
        assertThat(attestation.statement()).contains(verified.statement().predicate());
        assertThat(attestation.result())
                .isEqualTo(verified.statement().predicate().result());
        assertThat(attestation.result().verdict()).isEqualTo("PASS");
    }

    @Test
    void attestsFailuresToo() throws Exception {
        Attestation attestation = attester.attest(AppFixture.request(AppFixture.FAILING, Map.of()));

        assertThat(attestation.result().verdict()).isEqualTo("FAIL");
        assertThat(attestation.result().failureCount()).isPositive();
        assertThat(attestation.result().violations()).anySatisfy(violation -> {
            assertThat(violation.logicalResourceIds()).contains("Open");
            assertThat(violation.lineNumbers()).contains(3);
        });
        assertThat(verify(attestation).statement().predicate().result()).isEqualTo(attestation.result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "no template", "Resources: [", "{\"Resources\": 1}"})
    void attestsNothingThatIsNoTemplate(String text) {
        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> attester.attest(AppFixture.request(Bytes.utf8(text), Map.of())))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.INPUT))
                .withMessageContaining("infra/wait.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/etc/passwd",
                "../up.yaml",
                "a/../b.yaml",
                "a//b",
                "a/",
                "./a",
                "a\\b",
                "C:/a",
                "c:a",
                "a\nb",
                "a\u001b[1m",
                "a\u202eb",
                "a/ /b"
            })
    void refusesANameThatIsNoCleanRelativePath(String name) {
        AttestRequest good = AppFixture.request();
        AttestRequest bad =
                new AttestRequest(name, good.template(), good.parameters(), good.pseudo(), good.invocation());

        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> attester.attest(bad))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.INPUT))
                .withMessageContaining("relative path")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u001b", "\u202e"));
    }

    @Test
    void refusesAParameterTheTemplateDoesNotDeclare() {
        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> attester.attest(AppFixture.request(AppFixture.TEMPLATE, Map.of("Nope", "x"))))
                .withMessageContaining("Nope");
    }

    @Test
    void neverTakesAHiddenValueInTheOpen() {
        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> attester.attest(
                        AppFixture.request(AppFixture.TEMPLATE, Map.of("Env", "prod", "Password", "hunter2hunter2"))))
                .withMessageContaining("Password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void saysWhenTheKeyCanNotSign() {
        Signer broken = new Signer() {
            @Override
            public VerificationKey verificationKey() {
                return AppFixture.KEY.verificationKey();
            }

            @Override
            public Bytes sign(Bytes message) throws KeyException {
                throw new KeyException("the key is gone");
            }
        };

        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> new LocalAttester(Catalogue.all(), broken, Duration.ofDays(1), AppFixture.CLOCK)
                        .attest(AppFixture.request()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(AttestException.Kind.FAILURE))
                .withMessageContaining("the key is gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.9S"})
    void refusesAValidityOfNothing(Duration validity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalAttester(Catalogue.all(), AppFixture.KEY, validity, AppFixture.CLOCK));
    }

    private static VerifiedStatement verify(Attestation attestation) throws Exception {
        return new Verifier(AppFixture.trusting(AppFixture.KEY, Purpose.ATTEST)).verify(attestation.envelope());
    }
}

package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was given as a secret, or could be one, is in nothing that is signed. */
class DecisionSecretsTest {
    private final DecisionSigner signer =
            new DecisionSigner(KEY, "https://ci.example/cfn-attestation/gate", "1.2.3", AppFixture.CLOCK);

    @Test
    void repeatsNoSecretWhereverItWasGiven() throws Exception {
        String secret = "hunter2 is äll";
        for (Map<String, String> parameters : List.of(
                Map.of("Env", "prod", "Password", secret),
                Map.of("Env", "prod", "Pasword", secret),
                Map.of("Env", "prod", "AWS::Region", secret))) {
            Decision decided = DecisionSignerTest.decide(parameters, Set.of());
            assertThat(decided).isInstanceOf(Decision.Refused.class);
            List<CheckResult> checks = new ArrayList<>(decided.checks());
            checks.add(new CheckResult(
                    9,
                    "result",
                    Outcome.REFUSED,
                    List.of(new Refusal(
                            ReasonCode.VIOLATIONS,
                            "A check that talks: '" + secret + "'.",
                            Map.of("value", "x" + secret + "x", secret, "name")))));
            Decision talking = new Decision.Refused(
                    new Decision.Facts(
                            decided.policy(),
                            decided.facts().at(),
                            decided.facts().envelope(),
                            decided.facts().request(),
                            checks,
                            List.of(),
                            Optional.empty()),
                    decided.verified(),
                    List.of(Refusal.of(ReasonCode.CHECK_ERROR, "Beyond: " + secret)));

            SignedDecision signed = signer.sign(talking, Optional.empty(), "NONE");

            assertThat(payload(signed.decision()))
                    .doesNotContain("hunter2")
                    .contains("A check that talks: '(hidden)'.");
            assertThat(payload(signed.summary().orElseThrow())).doesNotContain("hunter2");
        }
    }

    @Test
    void repeatsNoValueWithoutATemplateThatTellsWhichIsSecret() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();
        Decision decision = AppFixture.gate()
                .decide(forged, DecisionSignerTest.request(Map.of("Password", "hunter2"), Set.of("Token")));

        String said = payload(signer.sign(decision, Optional.empty(), "NONE").decision());

        assertThat(said).doesNotContain("hunter2").contains("\"withheld\":[\"Token\"]");
    }

    private static String payload(Bytes envelope) throws Exception {
        return EnvelopeJson.read(envelope).payload().toUtf8();
    }
}

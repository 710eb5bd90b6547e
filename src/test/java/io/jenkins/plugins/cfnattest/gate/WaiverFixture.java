package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A failing violation, and a waiver that excuses it; each test spoils one thing. */
abstract class WaiverFixture {
    static final SigningKey OFFICER = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final SigningKey SECOND = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final String STACKS = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web-*";

    final GateFixture fixture = new GateFixture();
    final PolicyParts parts = new PolicyParts();

    String rule = "F3";
    String resource = "Role";
    Optional<Digest> template = Optional.of(Digest.of(fixture.template));
    Optional<String> stacks = Optional.of(STACKS);
    Instant issuedAt = NOW.minus(Duration.ofDays(1));
    Instant expiresAt = NOW.plus(Duration.ofDays(10));

    @BeforeEach
    void acceptWaivers() {
        fixture.result = Results.failing("F3", "Role");
        trust(TrustedKey.always("officer", OFFICER.verificationKey(), Purpose.WAIVER));
        terms(new WaiverTerms(1, Duration.ofDays(90), Set.of("F1000")));
    }

    void terms(WaiverTerms terms) {
        parts.waivers = Optional.of(terms);
        fixture.policy = parts.of(fixture.policy);
    }

    void trust(TrustedKey... keys) {
        fixture.trusted.subList(1, fixture.trusted.size()).clear();
        fixture.trusted.addAll(List.of(keys));
    }

    Bytes payload() {
        return WaiverJson.write(new Waiver(
                rule, resource, template, stacks, "pay team", "a legacy role", "SEC-7", issuedAt, expiresAt));
    }

    Decision decideWith(Bytes... waivers) {
        fixture.evidence = Evidence.none().withWaivers(List.of(waivers));
        return fixture.decide();
    }

    Decision decide() {
        return decideWith(seal(payload(), OFFICER));
    }

    void refuses(Decision decision, String... words) {
        assertThat(codes(decision)).contains(ReasonCode.WAIVER_INVALID);
        assertThat(check(decision, 10).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(check(decision, 10).refusals().toString()).contains(words);
        assertThat(codes(decision)).as("it never counts").contains(ReasonCode.VIOLATIONS);
        assertThat(decision.facts().waivers()).isEmpty();
    }
}

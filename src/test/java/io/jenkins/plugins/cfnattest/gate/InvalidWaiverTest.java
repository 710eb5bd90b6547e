package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidWaiverTest extends WaiverFixture {
    @Test
    void refusesAForgedOne() throws Exception {
        String sealed = seal(payload(), OFFICER).toUtf8();
        resource = "Wanted";
        Bytes forged = Bytes.utf8(Policies.replaced(
                sealed,
                EnvelopeJson.read(Bytes.utf8(sealed)).payload().toBase64(),
                payload().toBase64()));

        refuses(decideWith(forged), "Waiver 1 of 1");
    }

    @Test
    void refusesOneOfAStranger() {
        refuses(decideWith(seal(payload(), SECOND)), "none of them trusted");
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "WAIVER")
    void refusesOneOfAKeyForSomethingElse(Purpose purpose) {
        trust(TrustedKey.always("other", OFFICER.verificationKey(), purpose));

        refuses(decide(), "'other'", "'" + purpose.word() + "'", "F3 at Role", "'SEC-7'");
    }

    @Test
    void refusesOneThatTheAttestersKeySigned() {
        refuses(decideWith(seal(payload(), GateFixture.KEY)), "'attest'", "needs a key trusted for 'waiver'");
    }

    @Test
    void refusesAnAttestationThatAWaiversKeySigned() {
        assertThat(codes(fixture.decide(fixture.signedBy(OFFICER))))
                .contains(ReasonCode.KEY_PURPOSE)
                .doesNotContain(ReasonCode.WAIVER_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no waiver", "\u0000"})
    void refusesWhatIsNone(String text) {
        refuses(decideWith(seal(payload(), OFFICER), Bytes.utf8(text)).facts(), "Waiver 2 of 2");
    }

    /** The first one is good, and counts. */
    private static void refuses(Decision.Facts facts, String words) {
        assertThat(facts.checks().get(9).refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ReasonCode.WAIVER_INVALID);
            assertThat(refusal.message()).contains(words);
        });
        assertThat(facts.waivers()).hasSize(1);
    }

    @Test
    void takesNoAttestationForAWaiver() {
        trust(TrustedKey.always("officer", OFFICER.verificationKey(), Purpose.WAIVER));

        refuses(decideWith(seal(fixture.payload(), OFFICER)), "Waiver 1 of 1");
    }

    @Test
    void refusesOneOfAnotherTemplate() {
        template = Optional.of(Digest.of(Bytes.utf8("another")));

        refuses(decide(), "for the template " + template.get(), "not for " + Digest.of(fixture.template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/pay-*",
                "arn:aws:cloudformation:us-east-1:123456789012:stack/web-*",
                "arn:aws:cloudformation:eu-central-1:999999999999:stack/web-*",
                "arn:aws-cn:cloudformation:eu-central-1:123456789012:stack/web-*",
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/WEB-1",
                "arn:aws:cloudformation:*",
                "web-*",
                "*"
            })
    void refusesOneOfOtherStacks(String pattern) {
        stacks = Optional.of(pattern);

        refuses(decide(), pattern, "not for arn:aws:cloudformation:eu-central-1:123456789012:stack/web-1");
    }

    @Test
    void refusesOneForStacksWhereNobodyKnowsTheAccount() {
        stacks = Optional.of("**");
        fixture.account = Optional.empty();
        fixture.observed = Optional.empty();
        fixture.attested.remove("AWS::AccountId");

        refuses(decide(), "nobody knows yet in which account");
    }

    @Test
    void believesStsMoreThanTheTarget() {
        fixture.observed = Optional.of("999999999999");

        refuses(decide(), "999999999999");
    }

    @Test
    void refusesAnExpiredOne() {
        expiresAt = NOW;

        refuses(decide(), "ended at " + NOW);
    }

    @Test
    void refusesOneFromTheFuture() {
        issuedAt = NOW.plus(fixture.policy.clockSkew()).plusSeconds(1);

        refuses(decide(), "begins at " + issuedAt);
    }

    @Test
    void refusesOneThatHoldsTooLong() {
        expiresAt = issuedAt.plus(Duration.ofDays(90)).plusSeconds(1);

        refuses(decide(), "PT2160H1S", "PT2160H at most");
    }

    @Test
    void acceptsTheEdgesOfItsTime() {
        issuedAt = NOW.plus(fixture.policy.clockSkew());
        expiresAt = issuedAt.plus(Duration.ofDays(90));
        assertThat(codes(decide())).isEmpty();

        issuedAt = NOW.minus(Duration.ofDays(1));
        expiresAt = NOW.plusSeconds(1);
        assertThat(codes(decide())).isEmpty();
    }

    @Test
    void refusesOneForARuleThatNobodyMayWaive() {
        fixture.result = Results.failing("F1000", "Role");
        rule = "F1000";

        refuses(decide(), "lets nobody waive 'F1000'");
    }

    @Test
    void refusesAnyWhereThePolicyAcceptsNone() {
        parts.waivers = Optional.empty();
        fixture.policy = parts.of(fixture.policy);

        refuses(decide(), "accepts no waivers, but 1 is given");
    }

    @Test
    void refusesMoreThanAnyoneLooksAt() {
        List<Bytes> many = Collections.nCopies(Evidence.MOST_WAIVERS + 1, seal(payload(), OFFICER));

        refuses(decideWith(many.toArray(Bytes[]::new)), "At most 100 waivers", "101");
        assertThat(codes(decideWith(many.subList(1, many.size()).toArray(Bytes[]::new))))
                .isEmpty();
    }

    @Test
    void needsAsManyKeysAsThePolicyAsksFor() {
        terms(new WaiverTerms(2, Duration.ofDays(90), Set.of()));
        trust(
                TrustedKey.always("officer", OFFICER.verificationKey(), Purpose.WAIVER),
                TrustedKey.always("second", SECOND.verificationKey(), Purpose.WAIVER));

        refuses(decide(), "2 distinct keys", "has 1");
        refuses(decideWith(seal(payload(), OFFICER, OFFICER)), "has 1");
        refuses(decideWith(seal(payload(), OFFICER, GateFixture.KEY)), "has 1", "'attest'");
        assertThat(codes(decideWith(seal(payload(), OFFICER, SECOND)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PT-1H, -, -, -, was not valid when it begins",
                "-, PT0S, -, -, is not valid now",
                "-, PT-48H, -, -, was not valid when it begins",
                "-, -, PT-1H, -, signs no more since",
                "-, -, -, PT1H, was revoked"
            })
    void refusesOneOfAKeyThatIsNotGood(
            Duration from, Duration until, Duration retired, Duration revoked, String words) {
        trust(new TrustedKey(
                "officer", OFFICER.verificationKey(), Purpose.WAIVER, at(from), at(until), at(retired), at(revoked)));

        refuses(decide(), words);
    }

    private static Optional<Instant> at(Duration offset) {
        return Optional.ofNullable(offset).map(NOW::plus);
    }

    @Test
    void showsNoTextThatCouldForgeALine() {
        rule = "F3\nALLOWED";
        expiresAt = NOW;

        assertThat(messages(decide())).contains("F3?ALLOWED").doesNotContain("\n");
    }
}

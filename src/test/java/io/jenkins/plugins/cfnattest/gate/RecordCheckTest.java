package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.TestProofs;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCheckTest {
    private static final int OURS = 1;
    private static final int STRANGERS = 2;

    private final GateFixture fixture = new GateFixture();
    private final PolicyParts parts = new PolicyParts();
    private final RecordDouble record = new RecordDouble();

    @BeforeEach
    void askForTheRecord() {
        parts.recordRequired = true;
        parts.trustedLogs = Optional.of(TestProofs.trusting(OURS));
    }

    private Digest attestation() {
        return Digest.of(fixture.payload());
    }

    private TlogProof proof(int log, Entry.Type type, Instant time, Digest statement) {
        return TestProofs.proof(log, type, time, statement);
    }

    private TlogProof good() {
        return proof(OURS, Entry.Type.ATTESTATION, fixture.inspectedAt.plusSeconds(1), attestation());
    }

    private CheckResult decide(Evidence evidence) {
        fixture.policy = parts.of(fixture.policy);
        fixture.evidence = evidence;
        return check(fixture.decide(), 15);
    }

    private CheckResult decideGiven(TlogProof proof) {
        return decide(Evidence.none().withRecordProof(proof.toBytes()));
    }

    private static void refuses(CheckResult result, ReasonCode code, String... words) {
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.refusals()).extracting(Refusal::code).containsExactly(code);
        assertThat(result.refusals().get(0).message()).contains(words);
    }

    @Test
    void acceptsTheProofThatIsGiven() {
        CheckResult result = decideGiven(good());

        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void acceptsTheProofOfTheRecord() {
        record.proof = Optional.of(good());

        assertThat(decide(Evidence.none().withRecord(record)).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void believesTheLogsOfTheRecordWhereThePolicyNamesNone() {
        parts.trustedLogs = Optional.empty();
        record.logs = Optional.of(TestProofs.trusting(STRANGERS));
        record.proof = Optional.of(proof(STRANGERS, Entry.Type.ATTESTATION, NOW, attestation()));
        assertThat(decide(Evidence.none().withRecord(record)).outcome()).isEqualTo(Outcome.PASSED);

        Evidence given = Evidence.none().withRecordProof(record.proof.get().toBytes());
        record.proof = Optional.empty();
        assertThat(decide(given.withRecord(record)).outcome()).isEqualTo(Outcome.PASSED);
        record.logs = Optional.of(TestProofs.trusting(OURS));
        assertThat(decide(given.withRecord(record)).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void believesARecordThatVerifiesByItselfWhereThePolicyNamesNoLog() {
        parts.trustedLogs = Optional.empty();
        record.proof = Optional.of(good());

        assertThat(decide(Evidence.none().withRecord(record)).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void refusesAGivenProofWhereNobodySaysWhichLogsAreTrusted() {
        parts.trustedLogs = Optional.empty();

        refuses(decideGiven(good()), ReasonCode.RECORD_UNAVAILABLE, "which logs are trusted");
    }

    @Test
    void refusesTheProofOfALogThatNobodyTrusts() {
        TlogProof strange = proof(STRANGERS, Entry.Type.ATTESTATION, NOW, attestation());

        refuses(decideGiven(strange), ReasonCode.RECORD_MISSING, "example.com/log-1", "none of them signed it");
        record.proof = Optional.of(strange);
        refuses(decide(Evidence.none().withRecord(record)), ReasonCode.RECORD_UNAVAILABLE, "none of them signed it");
    }

    @Test
    void refusesTheProofOfAnotherAttestation() {
        Digest other = Digest.of(Bytes.utf8("another"));
        TlogProof proof = proof(OURS, Entry.Type.ATTESTATION, NOW, other);

        refuses(
                decideGiven(proof),
                ReasonCode.RECORD_MISSING,
                other.hex(),
                attestation().hex());
        record.proof = Optional.of(proof);
        refuses(decide(Evidence.none().withRecord(record)), ReasonCode.RECORD_MISSING, other.hex());
    }

    @ParameterizedTest
    @EnumSource(value = Entry.Type.class, mode = EnumSource.Mode.EXCLUDE, names = "ATTESTATION")
    void refusesTheProofOfAnotherEvent(Entry.Type type) {
        refuses(
                decideGiven(proof(OURS, type, NOW, attestation())),
                ReasonCode.RECORD_MISSING,
                "about a " + type.word());
    }

    @Test
    void refusesAnEntryFromBeforeTheInspection() {
        Instant earliest = fixture.inspectedAt.minus(fixture.policy.clockSkew());

        refuses(
                decideGiven(proof(OURS, Entry.Type.ATTESTATION, earliest.minusSeconds(1), attestation())),
                ReasonCode.RECORD_MISSING,
                "before the inspection");
        assertThat(decideGiven(proof(OURS, Entry.Type.ATTESTATION, earliest, attestation()))
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proof", "c2sp.org/tlog-proof@v1\n"})
    void refusesWhatIsNoProof(String text) {
        refuses(
                decide(Evidence.none().withRecordProof(Bytes.utf8(text))),
                ReasonCode.RECORD_MISSING,
                "does not count: Expected a proof");
    }

    @Test
    void refusesAProofThatWasChanged() {
        TlogProof proof = good();
        TlogProof changed = new TlogProof(proof.entry(), 0, proof.path(), proof.checkpoint());

        refuses(decideGiven(changed), ReasonCode.RECORD_MISSING, "should lead");
    }

    @Test
    void asksTheRecordWhereTheGivenProofIsWrong() {
        record.proof = Optional.of(good());
        Evidence wrong = Evidence.none().withRecordProof(Bytes.utf8("no proof")).withRecord(record);

        CheckResult result = decide(wrong);

        assertThat(result.outcome()).as("leaving it out would pass").isEqualTo(Outcome.PASSED);
        assertThat(result.notes()).singleElement().asString().contains("does not count");
    }

    @Test
    void refusesWhatIsNotOnRecord() {
        refuses(
                decide(Evidence.none().withRecord(record)),
                ReasonCode.RECORD_MISSING,
                "no entry of the attestation " + attestation(),
                "Put the attestation on record");
    }

    @Test
    void refusesWhereThereIsNothingToAsk() {
        refuses(decide(Evidence.none()), ReasonCode.RECORD_UNAVAILABLE, "no record to ask, and no proof was given");
    }

    @Test
    void refusesWhenTheRecordCannotAnswer() {
        record.failure = Optional.of(TestProofs.unavailable("Somebody took the folder away."));

        refuses(
                decide(Evidence.none().withRecord(record)),
                ReasonCode.RECORD_UNAVAILABLE,
                "Somebody took the folder away.");
    }

    @Test
    void refusesWhenTheRecordBreaks() {
        refuses(decide(Evidence.none().withRecord(new BrokenRecord())), ReasonCode.CHECK_ERROR, "see the log");
    }

    @Test
    void doesNotApplyWhereThePolicyDoesNotAskButSaysWhatIsWrong() {
        parts.recordRequired = false;
        assertThat(decide(Evidence.none()).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(decideGiven(good()).notes()).isEmpty();

        CheckResult wrong =
                decideGiven(proof(STRANGERS, Entry.Type.ATTESTATION, NOW.plus(Duration.ofDays(1)), attestation()));

        assertThat(wrong.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(wrong.notes()).singleElement().asString().contains("none of them signed it");
    }
}

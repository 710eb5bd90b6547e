package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.KEY;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.OTHER;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.TestProofs;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetiredKeyTest {
    private static final Instant END = NOW.minus(Duration.ofHours(12));

    private final GateFixture fixture = new GateFixture();
    private final RecordDouble record = new RecordDouble();

    @BeforeEach
    void retireTheKey() {
        retire(END, Optional.empty());
        fixture.inspectedAt = END.minus(Duration.ofHours(1));
        PolicyParts parts = new PolicyParts();
        parts.trustedLogs = Optional.of(TestProofs.trusting(1));
        fixture.policy = parts.of(fixture.policy);
    }

    private void retire(Instant end, Optional<Instant> revoked) {
        fixture.trusted = List.of(new TrustedKey(
                "old",
                KEY.verificationKey(),
                Purpose.ATTEST,
                Optional.empty(),
                Optional.empty(),
                Optional.of(end),
                revoked));
    }

    private TlogProof proof(int log, Instant time, Digest statement) {
        return TestProofs.proof(log, Entry.Type.ATTESTATION, time, statement);
    }

    private TlogProof proof(Instant time) {
        return proof(1, time, Digest.of(fixture.payload()));
    }

    private List<ReasonCode> decideWith(TlogProof proof) {
        fixture.evidence = Evidence.none().withRecordProof(proof.toBytes());
        return codes(fixture.decide());
    }

    @Test
    void countsForWhatWasOnRecordBefore() {
        assertThat(decideWith(proof(END.minusSeconds(1)))).isEmpty();
    }

    @Test
    void countsWhereTheRecordItselfShowsIt() {
        record.proof = Optional.of(proof(END.minusSeconds(1)));
        fixture.evidence = Evidence.none().withRecord(record);

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void verifiesWithTheProofWithoutARequest() {
        Bytes proof = proof(END.minusSeconds(1)).toBytes();

        assertThat(fixture.gate()
                        .verify(
                                fixture.envelope(),
                                Optional.empty(),
                                Evidence.none().withRecordProof(proof))
                        .passed())
                .isTrue();
        assertThat(fixture.gate().verify(fixture.envelope(), Optional.empty()).passed())
                .isFalse();
    }

    @Test
    void refusesABackdatedInspectionWithoutProof() {
        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(messages(decision)).contains("signs no more since " + END, "no proof was given");
    }

    @Test
    void refusesABackdatedInspectionThatCameOnRecordTooLate() {
        assertThat(decideWith(proof(END))).containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(messages(fixture.decide())).contains("on record at " + END + " only");
    }

    @Test
    void refusesTheProofOfWhatTheKeySignedInItsTime() {
        assertThat(decideWith(proof(1, END.minusSeconds(1), Digest.of(Bytes.utf8("an older attestation")))))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesTheProofOfTheThiefsOwnLog() {
        assertThat(decideWith(proof(2, END.minusSeconds(1), Digest.of(fixture.payload()))))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesTheProofOfAWaiverOfTheSameDigest() {
        assertThat(decideWith(
                        TestProofs.proof(1, Entry.Type.WAIVER, END.minusSeconds(1), Digest.of(fixture.payload()))))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesWhenTheRecordCannotAnswer() {
        record.failure = Optional.of(TestProofs.unavailable("gone"));
        fixture.evidence = Evidence.none().withRecord(record);

        assertThat(codes(fixture.decide())).contains(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesARevokedKeyWhateverTheRecordSays() {
        retire(END, Optional.of(NOW));

        assertThat(decideWith(proof(END.minusSeconds(1)))).containsExactly(ReasonCode.KEY_REVOKED);
    }

    @Test
    void needsNoProofBeforeItsEnd() {
        retire(NOW.plusNanos(1), Optional.empty());
        assertThat(codes(fixture.decide())).isEmpty();

        retire(NOW, Optional.empty());
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void doesNotStandInTheWayOfAGoodKey() {
        fixture.trusted =
                List.of(fixture.trusted.get(0), TrustedKey.always("new", OTHER.verificationKey(), Purpose.ATTEST));

        assertThat(codes(fixture.decide(fixture.signedBy(KEY, OTHER)))).isEmpty();
    }
}

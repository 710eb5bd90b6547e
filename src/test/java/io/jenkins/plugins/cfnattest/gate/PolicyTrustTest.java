package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.cfnattest.ledger.LogKey;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy says of whom it believes. */
class PolicyTrustTest {
    private static final VerificationKey ONE = key(Algorithm.ED25519);
    private static final VerificationKey TWO = key(Algorithm.ED25519);
    private static final VerificationKey THREE = key(Algorithm.ED25519);
    private static final VerificationKey CURVE = key(Algorithm.ECDSA_P256);
    private static final String ATTEST = trusted("farm", ONE, "attest");
    private static final String WAIVER = trusted("security", TWO, "waiver");
    private static final String OLD = trusted("old", THREE, "attest-2020");
    private static final LogKey LOG = new LogKey("example.com/record", TWO);
    private static final String ID = THREE.keyId().hex();
    private static final String UNTIL = "2026-12-31T00:00:00Z";
    private static final String ACCEPTED = "accept2020: [{keyId: '" + ID + "', until: " + UNTIL + "}]\n";

    private static final String LAST = "    WARN: {W41: 2}\n";
    private static final String EVALUATION = "[ALL]";

    private static VerificationKey key(Algorithm algorithm) {
        return SigningKey.generate(algorithm, new SecureRandom()).verificationKey();
    }

    private static String trusted(String name, VerificationKey key, String purpose, String... more) {
        String pem = key.algorithm() == Algorithm.ED25519
                ? key.raw().toBase64()
                : key.toPem().replace("\n", "\\n");
        return "  - {name: " + name + ", purpose: " + purpose + ", pem: \"" + pem + "\"" + String.join("", more)
                + "}\n";
    }

    private static String keys(String... keys) {
        return "trustedKeys:\n" + String.join("", keys);
    }

    /** The small policy, evaluated as {@code accept2020} needs it, and more members. */
    private static String with(String more) {
        return Policies.replaced(Policies.SMALL, EVALUATION, "[ALL, EFFECTIVE]") + more;
    }

    @Test
    void readsKeys() throws PolicyException {
        Policy policy = Policies.read(with("trustedKeys:\n  - name: farm\n    purpose: attest\n    pem: |\n"
                + CURVE.toPem().indent(6)
                + """
                    notBefore: 2026-01-01T00:00:00Z
                    notAfter: '2027-01-01T00:00:00Z'
                    retiredAt: 2026-06-01T00:00:00Z
                    revokedAt: 2026-07-01T00:00:00Z
                """
                + trusted("spare", ONE, "attest")
                + trusted("gate", TWO, "decision")));

        assertThat(policy.trustedKeys())
                .contains(new TrustedKeys(List.of(
                        new TrustedKey(
                                "farm",
                                CURVE,
                                Purpose.ATTEST,
                                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-06-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-07-01T00:00:00Z"))),
                        TrustedKey.always("spare", ONE, Purpose.ATTEST),
                        TrustedKey.always("gate", TWO, Purpose.DECISION))));
    }

    @Test
    void readsWaiversRollbackAndRecord() throws PolicyException {
        Policy policy = Policies.read(with("waivers: {signatures: 2, longest: P30D, never: [F1]}\nrollback: true\n"
                + "trustedLogs: ['" + LOG + "']\nrecord: {required: true}\n"));

        assertThat(policy.waivers()).contains(new WaiverTerms(2, Duration.ofDays(30), Set.of("F1")));
        assertThat(policy.rollback()).isTrue();
        assertThat(policy.trustedLogs()).contains(TrustedLogs.only(LOG));
        assertThat(policy.recordRequired()).isTrue();
    }

    @Test
    void readsKeysOf2020() throws PolicyException {
        assertThat(Policies.read(with(ACCEPTED)).accept2020())
                .containsExactly(new Accepted2020(THREE.keyId(), Instant.parse(UNTIL)));
    }

    @Test
    void acceptsNothingOfItThatIsNotSaid() throws PolicyException {
        Policy policy = Policies.read(Policies.SMALL);

        assertThat(policy.trustedKeys()).isEmpty();
        assertThat(policy.waivers()).isEmpty();
        assertThat(policy.rollback()).isFalse();
        assertThat(policy.trustedLogs()).isEmpty();
        assertThat(policy.recordRequired()).isFalse();
        assertThat(policy.accept2020()).isEmpty();
    }

    /** What both reader and schema take. */
    static Stream<String> good() {
        return Stream.of(
                with("rollback: false\nrecord: {required: false}\n"),
                with("trustedLogs: ['" + LOG + "']\n"),
                with("trustedLogs: ['" + LOG + "']\nrecord: {required: true}\n"),
                with("waivers: {signatures: 1, longest: PT1H}\n"),
                with(ACCEPTED),
                with(ACCEPTED + keys(ATTEST, OLD)),
                with(keys(ATTEST, WAIVER) + "waivers: {signatures: 1, longest: P3650D, never: []}\n"),
                with(keys(ATTEST, trusted("record", TWO, "log")) + "trustedLogs: ['" + LOG + "']\n"),
                with(keys(ATTEST, trusted("farm 2", CURVE, "attest", ", revokedAt: " + UNTIL))));
    }

    static Stream<Arguments> badForBoth() {
        return Stream.of(
                        "trustedKeys: []\n",
                        "trustedKeys: {}\n",
                        "trustedKeys: [farm]\n",
                        "trustedKeys: [{name: farm, purpose: attest}]\n",
                        keys("  - {purpose: attest, pem: '" + ONE.raw().toBase64() + "'}\n"),
                        keys("  - {name: farm, pem: '" + ONE.raw().toBase64() + "'}\n"),
                        keys(ATTEST, ATTEST),
                        keys(trusted("farm", ONE, "everything")),
                        keys(trusted("farm", ONE, "ATTEST")),
                        keys(trusted("farm", ONE, "[attest]")),
                        keys(trusted("farm", ONE, "attest", ", trusted: true")),
                        keys(trusted("farm", ONE, "attest", ", notAfter: 2026-12-31")),
                        keys(trusted("farm", ONE, "attest", ", notAfter: '2026-12-31T00:00:00+01:00'")),
                        keys(trusted("farm", ONE, "attest", ", notAfter: '2026-12-31T24:00:00Z'")),
                        keys(trusted("farm", ONE, "attest", ", notAfter: '2026-13-31T00:00:00Z'")),
                        keys(trusted("farm", ONE, "attest", ", revokedAt: true")),
                        "waivers: []\n",
                        "waivers: true\n",
                        "waivers: {}\n",
                        "waivers: {signatures: 0, longest: P1D}\n",
                        "waivers: {signatures: 1}\n",
                        "waivers: {longest: P1D}\n",
                        "waivers: {signatures: 1, longest: forever}\n",
                        "waivers: {signatures: 1, longest: P1D, never: '*'}\n",
                        "waivers: {signatures: 1, longest: P1D, never: ['*']}\n",
                        "waivers: {signatures: 1, longest: P1D, always: [F1]}\n",
                        "rollback: 'yes'\n",
                        "rollback: 1\n",
                        "trustedLogs: []\n",
                        "trustedLogs: [example.com/record]\n",
                        "trustedLogs: ['" + LOG + "', '" + LOG + "']\n",
                        "trustedLogs: '" + LOG + "'\n",
                        "record: true\n",
                        "record: {}\n",
                        "record: {required: 'true'}\n",
                        "record: {required: false, folder: x}\n",
                        "record: {required: true}\n",
                        "accept2020: []\n",
                        "accept2020: true\n",
                        "accept2020: [{keyId: '" + ID + "'}]\n",
                        "accept2020: [{until: " + UNTIL + "}]\n",
                        "accept2020: [{keyId: abc, until: " + UNTIL + "}]\n",
                        "accept2020: [{keyId: '" + "A".repeat(64) + "', until: " + UNTIL + "}]\n",
                        "accept2020: [{keyId: '" + ID + "', until: never}]\n",
                        "accept2020: [{keyId: '" + ID + "', until: " + UNTIL + ", for: all}]\n")
                .map(more -> arguments(LAST, LAST + more));
    }

    /** What a schema cannot say, and the words of the complaint. */
    static Stream<Arguments> contradictions() {
        return Stream.of(
                arguments(keys(WAIVER), "policy.yaml:2:13: 'signatures' of the policy contradicts 'trustedKeys'"),
                arguments(
                        keys(trusted("farm", ONE, "attest", ", revokedAt: " + UNTIL)),
                        "asks for 1, but there no key that is not revoked stands for 'attest'"),
                arguments(
                        keys(ATTEST, trusted("farm", TWO, "waiver")),
                        "'name' of item 2 of 'trustedKeys' of the policy"),
                arguments(keys(ATTEST, trusted("again", ONE, "waiver")), "a key has one purpose"),
                arguments(keys(trusted("farm", CURVE, "attest-2020")), "only Ed25519 keys sign for 'attest-2020'"),
                arguments(keys(ATTEST, trusted("record", CURVE, "log")), "only Ed25519 keys sign for 'log'"),
                arguments(keys("  - {name: farm, purpose: attest, pem: abc}\n"), "is no public key: "),
                arguments(keys("  - {name: farm, purpose: attest, pem: ''}\n"), "is blank"),
                arguments(
                        keys(
                                "  - {name: farm, purpose: attest, pem: \"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n\"}\n"),
                        "is no public key: "),
                arguments(
                        keys(trusted(
                                "farm", ONE, "attest", ", notBefore: " + UNTIL + ", notAfter: 2026-01-01T00:00:00Z")),
                        "item 1 of 'trustedKeys' of the policy contradicts itself"),
                arguments(
                        keys(trusted("farm", ONE, "attest", ", notAfter: 2026-02-30T00:00:00Z")),
                        "should be a time that there is"),
                arguments(
                        keys(ATTEST) + "waivers: {signatures: 1, longest: P1D}\n",
                        "'signatures' of 'waivers' of the policy contradicts 'trustedKeys'"),
                arguments(
                        keys(ATTEST, WAIVER) + "waivers: {signatures: 2, longest: P1D}\n",
                        "asks for 2, but there one key"),
                arguments(
                        "waivers: {signatures: 1, longest: P9999D}\n",
                        "'longest' of 'waivers' of the policy cannot be"),
                arguments("waivers: {signatures: 1, longest: PT0S}\n", "more than no time"),
                arguments(
                        "trustedLogs: ['" + LOG.toString().replace("record+", "recorf+") + "']\n",
                        "should have the id"),
                arguments(
                        keys(ATTEST, WAIVER) + "trustedLogs: ['" + LOG + "']\n",
                        "has the key 'security' of 'trustedKeys', which is for 'waiver'"),
                arguments("record: {required: true}\n", "needs 'trustedLogs'"),
                arguments(
                        ACCEPTED.replace("]\n", ", {keyId: '" + ID + "', until: 2027-12-31T00:00:00Z}]\n"),
                        "'keyId' of item 2 of 'accept2020' of the policy stands there already"),
                arguments(keys(ATTEST) + ACCEPTED, "no key with this id stands for 'attest-2020'"),
                arguments(
                        keys(ATTEST, trusted("old", THREE, "decision")) + ACCEPTED,
                        "no key with this id stands for 'attest-2020'"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesContradictions(String more, String words) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(with(more)))
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).matches("policy\\.yaml:[0-9]+:[0-9]+: .+[^.]\\."));
    }

    @ParameterizedTest
    @MethodSource("badForBoth")
    void namesLineAndColumn(String old, String replacement) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.replaced(Policies.SMALL, old, replacement)))
                .satisfies(e -> assertThat(e.getMessage()).matches("policy\\.yaml:[0-9]+:[0-9]+: .+[^.]\\."));
    }

    @Test
    void refusesMoreSignaturesThanThereAreKeys() {
        String two = Policies.replaced(with(keys(ATTEST, OLD)), "signatures: 1", "signatures: 2");

        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(two))
                .withMessageContaining("asks for 2, but there one key");
    }

    @Test
    void refuses2020WhereItCouldNeverBeAccepted() {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.SMALL + ACCEPTED))
                .withMessageContaining("'accept2020' of the policy contradicts 'evaluation', which lacks EFFECTIVE");
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.replaced(with(ACCEPTED), "signatures: 1", "signatures: 2")))
                .withMessageContaining("'accept2020' of the policy contradicts 'signatures'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purposes: [attest]", "enforcement: {mode: warn}", "maximumAge: P1D", "RollBack: true"})
    void knowsNoOtherWords(String member) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(with(member + "\n")))
                .withMessageContaining("which nobody knows");
    }

    @Test
    void showsNothingOfAPrivateKey() {
        String pem =
                "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIFNlY3JldFNlY3JldFNlY3JldA==\\n-----END PRIVATE KEY-----\\n";

        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(
                        () -> Policies.read(with(keys("  - {name: farm, purpose: attest, pem: \"" + pem + "\"}\n"))))
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("MC4C").doesNotContain("FNlY3"));
    }
}

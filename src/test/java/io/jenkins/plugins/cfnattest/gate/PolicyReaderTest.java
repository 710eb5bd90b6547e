package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Pinned;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Required;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Requirement;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String INSPECTOR = "{name: cfn-nag, implementation: cfn-attestation}";
    private static final String REQUIRED = "  required:\n    FAIL: {F3: 1}\n    WARN: {W41: 2}\n";
    private static final String RULES = "rules:\n" + REQUIRED;
    private static final String DIGEST = "a".repeat(64);

    @Test
    void readsEachMember() throws PolicyException {
        String text = Policies.SMALL.replace(
                        INSPECTOR,
                        "{name: lint, implementation: Lint, versions: ['1', '2']}\n"
                                + "  - {name: guard, implementation: Guard, minimumVersion: '3.1', optional: true}")
                + """
                  arguments: {spcm_threshold: ['20']}
                freeParameters: [Env, 'AWS::StackName']
                notEvaluated: [F1]
                suppressions: [W2, 'lint:E1']
                nestedContent:
                  - kind: SSM_PARAMETER_TYPE
                    type: 'AWS::SSM::Parameter::Value<*>'
                    value: /aws/service/**
                """;

        Policy policy = Policies.read(text);

        assertThat(policy)
                .isEqualTo(new Policy(
                        "small",
                        Digest.of(Bytes.utf8(text)),
                        1,
                        Duration.ofDays(1),
                        Duration.ofMinutes(1),
                        RuleType.WARN,
                        Set.of(Evaluation.ALL),
                        List.of(
                                new AcceptedInspector("lint", "Lint", Set.of("1", "2"), Optional.empty(), false),
                                new AcceptedInspector("guard", "Guard", Set.of(), Optional.of("3.1"), true)),
                        new Required(
                                Map.of(
                                        "F3",
                                        new Requirement(RuleType.FAIL, 1),
                                        "W41",
                                        new Requirement(RuleType.WARN, 2)),
                                Map.of("spcm_threshold", Set.of("20"))),
                        Set.of("Env", "AWS::StackName"),
                        Set.of("F1"),
                        Set.of("W2", "lint:E1"),
                        List.of(new NestedAllowance(
                                NestedContent.Kind.SSM_PARAMETER_TYPE,
                                Optional.of("AWS::SSM::Parameter::Value<*>"),
                                Optional.of("/aws/service/**"))),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false,
                        List.of()));
    }

    @Test
    void readsPinnedRuleSets() throws PolicyException {
        Policy policy = Policies.read(Policies.SMALL.replace(RULES, "rules: {digests: [" + DIGEST + "]}\n"));

        assertThat(policy.rules()).isEqualTo(new Pinned(Set.of(new Digest(DIGEST))));
    }

    @Test
    void readsJsonToo() throws PolicyException {
        Policy policy = Policies.read("""
                {"name": "json", "signatures": 2, "maxAge": "PT12H", "clockSkew": "PT0S", "threshold": "FAIL",
                 "evaluation": ["EFFECTIVE"], "inspectors": [{"name": "cfn-nag", "implementation": "cfn-attestation"}],
                 "rules": {"required": {"FAIL": {"F1": 1}}}}
                """);

        assertThat(policy.signatures()).isEqualTo(2);
        assertThat(policy.clockSkew()).isZero();
    }

    @Test
    void differsInItsDigestWithEveryByte() throws PolicyException {
        assertThat(Policies.read(Policies.SMALL + "\n").digest())
                .isNotEqualTo(Policies.read(Policies.SMALL).digest());
    }

    /** More that both reader and schema take. */
    static Stream<String> good() {
        return Stream.of(
                        "maxAge: P1D -> maxAge: P1DT2H3M4S",
                        "clockSkew: PT1M -> clockSkew: PT0S",
                        "[ALL] -> [CFN_NAG, EFFECTIVE, ALL]",
                        "    WARN: {W41: 2}\n -> ",
                        "name: small -> name: '1'",
                        "signatures: 1 -> signatures: 999999",
                        "signatures: 1 -> signatures: 1\nnestedContent: []\nsuppressions: []")
                .map(change -> change.split(" -> ", -1))
                .map(change -> Policies.replaced(Policies.SMALL, change[0], change[1]));
    }

    static Stream<Arguments> badForBoth() {
        return Stream.of(
                arguments("name: small", "name: small\nnmae: small"),
                arguments("name: small", "name: ''"),
                arguments("name: small", "name: [small]"),
                arguments("name: small", "name: 17"),
                arguments("name: small", "name: ~"),
                arguments("signatures: 1", "signatures: 0"),
                arguments("signatures: 1", "signatures: -1"),
                arguments("signatures: 1", "signatures: '1'"),
                arguments("signatures: 1", "signatures: 1.5"),
                arguments("signatures: 1", "signatures: 1000000"),
                arguments("maxAge: P1D", "maxAge: 7"),
                arguments("maxAge: P1D", "maxAge: 7d"),
                arguments("maxAge: P1D", "maxAge: P"),
                arguments("maxAge: P1D", "maxAge: PT"),
                arguments("maxAge: P1D", "maxAge: -P1D"),
                arguments("maxAge: P1D", "maxAge: P1M"),
                arguments("maxAge: P1D", "maxAge: P999999D"),
                arguments("threshold: WARN", "threshold: warn"),
                arguments("threshold: WARN", "threshold: NONE"),
                arguments("[ALL]", "[]"),
                arguments("[ALL]", "ALL"),
                arguments("[ALL]", "[ALL, ALL]"),
                arguments("[ALL]", "[EVERYTHING]"),
                arguments("  - " + INSPECTOR, "  []"),
                arguments(INSPECTOR, "{name: cfn-nag}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, version: '1'}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, versions: []}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, versions: [1.0]}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, versions: ['1'], minimumVersion: '1'}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, minimumVersion: latest}"),
                arguments(INSPECTOR, "{name: cfn-nag, implementation: x, optional: 'true'}"),
                arguments(RULES, "rules: {}\n"),
                arguments(RULES, "rules: all\n"),
                arguments(RULES, "rules: {digests: []}\n"),
                arguments(RULES, "rules: {digests: [abc]}\n"),
                arguments(RULES, "rules: {digests: [" + "A".repeat(64) + "]}\n"),
                arguments(RULES, "rules: {digests: [" + DIGEST + "], arguments: {a: ['1']}}\n"),
                arguments(RULES, "rules: {digests: [" + DIGEST + "], required: {FAIL: {F1: 1}}}\n"),
                arguments(RULES, "rules: {required: {}}\n"),
                arguments(RULES, "rules: {required: {fail: {F1: 1}}}\n"),
                arguments(RULES, "rules: {required: {FAIL: {F1: 0}}}\n"),
                arguments(RULES, "rules: {required: {FAIL: [F1]}}\n"),
                arguments(RULES, "rules: {required: {FAIL: {'F 1': 1}}}\n"),
                arguments(RULES, RULES + "  arguments: {a: '1'}\n"),
                arguments(RULES, RULES + "  arguments: {a: []}\n"),
                arguments(RULES, RULES + "freeParameters: ['*']\n"),
                arguments(RULES, RULES + "freeParameters: Env\n"),
                arguments(RULES, RULES + "freeParameters: [Env, Env]\n"),
                arguments(RULES, RULES + "suppressions: ['*']\n"),
                arguments(RULES, RULES + "suppressions: true\n"),
                arguments(RULES, RULES + "notEvaluated: [{id: F1}]\n"),
                arguments(RULES, RULES + "nestedContent: [MACRO]\n"),
                arguments(RULES, RULES + "nestedContent: [{kind: ANYTHING}]\n"),
                arguments(RULES, RULES + "nestedContent: [{type: 'Custom::*'}]\n"),
                arguments(RULES, RULES + "nestedContent: [{kind: MACRO, name: x}]\n"),
                arguments(RULES, RULES + "nestedContent: [{kind: MACRO}, {kind: MACRO}]\n"),
                arguments(RULES, RULES + "purposes: [attest]\n"),
                arguments(RULES, RULES + "enforcement: {mode: warn}\n"));
    }

    /** What a schema cannot say, and the words of the complaint. */
    static Stream<Arguments> badForTheReader() {
        return Stream.of(
                arguments("clockSkew: PT1M", "clockSkew: P1D", "less than the maximum age PT24H"),
                arguments("maxAge: P1D", "maxAge: P9999D", "at most ten years"),
                arguments("maxAge: P1D", "maxAge: PT0S", "more than nothing"),
                arguments(INSPECTOR, INSPECTOR + "\n  - " + INSPECTOR, "policy.yaml:9:5: item 2 of 'inspectors'"),
                arguments(
                        INSPECTOR,
                        "{name: cfn-nag, implementation: cfn-attestation, optional: true}",
                        "at least one that is not optional"),
                arguments("WARN: {W41: 2}", "WARN: {W41: 2, F3: 1}", "policy.yaml:12:24: 'F3' of 'WARN' of 'required'"),
                arguments("FAIL: {F3: 1}", "FAIL: {F3: 1, F3: 2}", "policy.yaml:11"),
                arguments("name: small", "name: small\nname: large", "policy.yaml:2"),
                arguments("name: small", "name: \"a\\tb\"", "printable"));
    }

    @ParameterizedTest
    @MethodSource("badForTheReader")
    void refusesContradictions(String old, String replacement, String words) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.replaced(Policies.SMALL, old, replacement)))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @MethodSource("badForBoth")
    void namesLineAndColumn(String old, String replacement) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.replaced(Policies.SMALL, old, replacement)))
                .satisfies(e -> assertThat(e.getMessage()).matches("policy\\.yaml:[0-9]+:[0-9]+: .+\\."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "# nothing\n",
                "{}",
                "[]",
                "--- text",
                "~",
                "a: [",
                "a: 1\n--- \nb: 2",
                "%PDF-1.4\u0000"
            })
    void refusesWhatIsNoPolicy(String text) {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(text))
                .withMessageStartingWith("policy.yaml:");
    }

    @Test
    void saysWhereToStartWhenThereIsNothing() {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(""))
                .withMessage(
                        "policy.yaml:1:1: The policy is empty. Start from the one that 'cfn-attest policy' prints.");
    }

    @Test
    void refusesAPolicyThatIsTooLarge() {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.SMALL + "#".repeat(Policy.LIMIT)))
                .withMessageContaining("at most 262144 bytes");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policy.read(Bytes.of(new byte[] {'n', (byte) 0xFF, 'm'}), "policy.yaml"))
                .withMessageContaining("UTF-8");
    }

    @Test
    void showsAForeignNameOnOneLine() {
        assertThatExceptionOfType(PolicyException.class)
                .isThrownBy(() -> Policies.read(Policies.SMALL + "\"a\\nALLOWED\": x\n"))
                .satisfies(
                        e -> assertThat(e.getMessage()).contains("'a?ALLOWED'").doesNotContain("\n"));
    }
}

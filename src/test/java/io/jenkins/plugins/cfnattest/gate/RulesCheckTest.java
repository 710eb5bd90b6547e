package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesCheckTest {
    private static final String EVALUATION = "evaluation: [EFFECTIVE, ALL]";

    private final GateFixture fixture = new GateFixture();

    private void assertInsufficient(String... words) {
        Decision decision = fixture.decide();
        assertThat(codes(decision)).containsExactly(ReasonCode.RULES_INSUFFICIENT);
        assertThat(messages(decision)).contains(words);
    }

    private void replace(String id, RuleRef... with) {
        fixture.applied.removeIf(rule -> rule.id().equals(id));
        fixture.applied.addAll(List.of(with));
    }

    @Test
    void refusesAnInspectionThatLeftRulesOut() {
        replace("F3");
        replace("CA7");

        assertInsufficient("F3 is missing", "CA7 is missing", "'default'");
        assertThat(GateFixture.refusals(fixture.decide()).get(0).details()).containsEntry("rules", "CA7 F3");
    }

    @Test
    void refusesAnInspectionWithTheRulesOfCfnNagAlone() {
        fixture.applied.removeIf(rule -> rule.id().startsWith("CA"));

        assertInsufficient("CA1 is missing", "more");
    }

    @Test
    void refusesAnEarlierVersionOfARuleAndTakesALaterOne() {
        fixture.policy = Policies.standardBut("      F3: 1\n", "      F3: 2\n");
        assertInsufficient("F3 has the version 1, not 2 or later");

        replace("F3", new RuleRef("F3", "FAIL", 3));
        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAFailingRuleThatOnlyWarned() {
        replace("F3", new RuleRef("F3", "WARN", 1));

        assertInsufficient("F3 only warned, and has to fail");
    }

    @Test
    void takesMoreRulesAndMoreSeverity() {
        replace("W41", new RuleRef("W41", "FAIL", 1));
        fixture.applied.add(new RuleRef("OWN1", "WARN", 1));

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAnArgumentThatBluntsARule() {
        fixture.arguments.put("spcm_threshold", "100000");

        assertInsufficient("spcm_threshold = '100000'", "can blunt");
    }

    @Test
    void takesTheArgumentsThatThePolicyNames() {
        fixture.policy = Policies.standardBut(
                "rules:\n  required:", "rules:\n  arguments: {spcm_threshold: ['20', '25']}\n  required:");
        fixture.arguments.put("spcm_threshold", "20");
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.arguments.put("spcm_threshold", "26");
        assertInsufficient("'26'");
    }

    @Test
    void refusesTheEvaluationOfCfnNagUnlessThePolicyNamesIt() {
        fixture.evaluation = "CFN_NAG";
        assertInsufficient("'CFN_NAG'", "[ALL, EFFECTIVE]");

        fixture.policy = Policies.standardBut(EVALUATION, "evaluation: [CFN_NAG]");
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.evaluation = "EFFECTIVE";
        assertInsufficient("'EFFECTIVE'", "[CFN_NAG]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EFFECTIVE", "ALL"})
    void takesBothFullEvaluations(String evaluation) {
        fixture.evaluation = evaluation;

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void pinsARuleSetWithItsArguments() throws RuleSetException {
        Digest all = Digest.of(Bytes.utf8(Catalogue.all().canonicalLines()));
        fixture.policy = pinning(all);
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.arguments.put("spcm_threshold", "20");
        assertInsufficient(all.hex());

        fixture.policy = pinning(Digest.of(
                Bytes.utf8(Catalogue.all().argument("spcm_threshold", "20").canonicalLines())));
        assertThat(codes(fixture.decide())).isEmpty();
    }

    private static Policy pinning(Digest digest) {
        try {
            return Policies.read(Policies.SMALL
                    .replaceAll("(?s)rules:.*", "rules: {digests: [" + digest + "]}")
                    .replace("[ALL]", "[EFFECTIVE]"));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void believesNoDigestThatIsNotThatOfTheRules() {
        Digest trusted = Digest.of(Bytes.utf8(Catalogue.all().canonicalLines()));
        fixture.policy = pinning(trusted);
        replace("F3");
        fixture.ruleSet = java.util.Optional.of(trusted);

        assertInsufficient("contradicts itself", "but it says " + trusted);
    }

    @Test
    void refusesARuleThatWasAppliedAndTakenOut() {
        fixture.denied = List.of("F3");

        assertInsufficient("both as applied and as taken out");
    }

    @Test
    void refusesARuleThatStandsTwice() {
        fixture.applied.add(new RuleRef("F3", "FAIL", 9));

        assertInsufficient("names a rule twice");
    }

    @Test
    void refusesNoRulesAtAll() {
        fixture.applied.clear();

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsOnly(ReasonCode.RULES_INSUFFICIENT);
        assertThat(messages(decision)).contains("names no rule", "CA1 is missing");
    }

    /** What would make the lines of one rule set read like those of another. */
    @ParameterizedTest
    @CsvSource({"'F3 FAIL 1\nF4',,", ",'a\narg b','1'", ",a=b,1", ",a,'1\narg b=2'"})
    void refusesWordsThatForgeLines(String rule, String argument, String value) {
        if (rule != null) {
            fixture.applied.add(new RuleRef(rule, "FAIL", 1));
        } else {
            fixture.arguments.put(argument, value);
        }

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsOnly(ReasonCode.RULES_INSUFFICIENT);
        assertThat(messages(decision)).contains("cannot tell from others");
    }

    @Test
    void writesTheLinesAsTheInspectorDoes() throws RuleSetException {
        TreeMap<String, String> arguments = new TreeMap<>();
        arguments.put("spcm_threshold", "30");
        RuleSetRef ruleSet = new RuleSetRef(Digest.of(Bytes.utf8("")), GateFixture.everyRule(), arguments, List.of());

        assertThat(RulesCheck.canonicalLines(ruleSet))
                .isEqualTo(Catalogue.all().argument("spcm_threshold", "30").canonicalLines());
    }
}

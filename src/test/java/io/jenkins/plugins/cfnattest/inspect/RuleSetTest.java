package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {
    private final RuleSet all = Sample.only("F1", "W2", "W41", "W76");

    private static List<String> ids(RuleSet rules) {
        return rules.rules().stream().map(Rule::id).toList();
    }

    @Test
    void keepsWhatAProfileNames() throws RuleSetException {
        assertThat(ids(all.profile("# ours\nF1 with a reason\n\nW41\r\n  W2 is indented\n")))
                .containsExactlyInAnyOrder("F1", "W41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "nothing here", "# F1"})
    void refusesAProfileThatKeepsNothing(String text) {
        assertThatExceptionOfType(RuleSetException.class).isThrownBy(() -> all.profile(text));
    }

    @Test
    void refusesAProfileWithUnknownRules() {
        assertThatExceptionOfType(RuleSetException.class)
                .isThrownBy(() -> all.profile("F1\nW999"))
                .withMessageContaining("W999")
                .withMessageContaining("profile");
    }

    @Test
    void takesOutWhatADenyListNames() throws RuleSetException {
        RuleSet rest = all.deny("RulesToSuppress:\n- id: W41\n  reason: elsewhere\n- {id: F1}\n");

        assertThat(ids(rest)).containsExactlyInAnyOrder("W2", "W76");
        assertThat(rest.denied()).containsExactly("F1", "W41");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- F1",
                "Rules: []",
                "RulesToSuppress: F1",
                "RulesToSuppress: [{reason: x}]",
                "RulesToSuppress: [F1]",
                "RulesToSuppress: [{id: Q1}]",
                "RulesToSuppress: [",
                "!!java.io.File [x]",
                "RulesToSuppress: []\nRulesToSuppress: []"
            })
    void refusesMalformedDenyLists(String yaml) {
        assertThatExceptionOfType(RuleSetException.class).isThrownBy(() -> all.deny(yaml));
    }

    @Test
    void letsTheDenyListWinOverTheProfile() throws RuleSetException {
        assertThat(ids(all.profile("F1\nW41").deny("RulesToSuppress: [{id: F1}]")))
                .containsExactly("W41");
    }

    @Test
    void givesAnArgumentToTheRuleThatTakesIt() throws RuleSetException {
        RuleSet changed = all.argument("spcm_threshold", "50");

        assertThat(changed.arguments()).containsEntry("spcm_threshold", "50");
        assertThat(changed.canonicalLines()).endsWith("arg spcm_threshold=50\n");
        assertThat(all.arguments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1\narg x=y", "9999999", "٣"})
    void refusesArgumentsThatAreNoNumber(String value) {
        assertThatExceptionOfType(RuleSetException.class).isThrownBy(() -> all.argument("spcm_threshold", value));
    }

    @Test
    void refusesUnknownArguments() {
        assertThatExceptionOfType(RuleSetException.class)
                .isThrownBy(() -> all.argument("threshold", "5"))
                .withMessageContaining("spcm_threshold")
                .withMessageContaining("'threshold'");
    }

    @Test
    void refusesTwoRulesWithOneId() {
        Rule rule = all.rules().get(0);

        assertThatThrownBy(() -> RuleSet.of(List.of(rule, rule))).hasMessageContaining(rule.id());
    }

    @Test
    void writesItsLinesSortedByBytesInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
            assertThat(all.canonicalLines()).isEqualTo("F1 FAIL 1\nW2 WARN 1\nW41 WARN 1\nW76 WARN 1\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void changesItsLinesWithEveryRule() throws RuleSetException {
        assertThat(Catalogue.all().deny("RulesToSuppress: [{id: F1}]").canonicalLines())
                .isNotEqualTo(Catalogue.all().canonicalLines())
                .doesNotContain("F1 FAIL");
    }

    @Test
    void asksOnlyTheRulesAboutTheTypesThatThereAre() {
        RuleSet some = Sample.only("W2", "W41", "F14", "W1", "F1");

        assertThat(some.about(Set.of("AWS::S3::Bucket", "Custom::Thing")))
                .extracting(Rule::id)
                .containsExactlyInAnyOrder("W1", "W41", "F14")
                .isSubsetOf(ids(some))
                .containsExactlyElementsOf(ids(some).stream()
                        .filter(Set.of("W1", "W41", "F14")::contains)
                        .toList());
        assertThat(some.about(Set.of())).extracting(Rule::id).containsExactly("W1");
    }
}

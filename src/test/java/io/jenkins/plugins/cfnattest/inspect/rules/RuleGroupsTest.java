package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleGroupsTest {
    private static final RuleText TEXT = new RuleText("Reports nothing.", "It is wrong", "set it right", "It matters.");

    @Test
    void holdEachRuleOnce() {
        List<Rule> grouped = Catalogue.groups().stream()
                .flatMap(group -> group.rules().stream())
                .toList();
        assertThat(grouped)
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.all().rules().stream().map(Rule::id).toList());
        assertThat(Catalogue.groups()).extracting(RuleGroup::slug).doesNotHaveDuplicates();
        assertThat(Catalogue.groups()).extracting(RuleGroup::title).doesNotHaveDuplicates();
    }

    @Test
    void putAHardenedRuleAfterTheOneItHardens() {
        List<Rule> rules = cfnNag();
        rules.add(hardened("CA901", "W2"));
        rules.add(hardened("CA902", "W2"));
        RuleGroup group = RuleGroups.of(rules).stream()
                .filter(one -> one.slug().equals("security-groups"))
                .findFirst()
                .orElseThrow();
        assertThat(group.rules()).extracting(Rule::id).containsSequence("W2", "CA901", "CA902", "W5");
    }

    @Test
    void refuseARuleWithoutGroup() {
        List<Rule> rules = cfnNag();
        rules.add(Row.of("W9999", "StrayRule", Set.of(), TEXT, view -> List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleGroups.of(rules))
                .withMessageContaining("W9999");
    }

    @Test
    void refuseAHardenedRuleOfNothing() {
        List<Rule> rules = cfnNag();
        rules.add(hardened("CA901", "W9999"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleGroups.of(rules))
                .withMessageContaining("CA901");
    }

    @Test
    void refuseARuleThatIsGone() {
        List<Rule> rules = cfnNag();
        rules.removeIf(rule -> rule.id().equals("W31"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleGroups.of(rules))
                .withMessageContaining("public-access")
                .withMessageContaining("W31");
    }

    @Test
    void sayWhereARuleIsExplained() throws RuleSetException {
        Rule complexity = PolicyComplexity.standard();
        assertThat(Catalogue.page(complexity)).contains("docs/rules/policy-exclusions.md#w76");
        assertThat(Catalogue.page(complexity.withArgument("spcm_threshold", "40")))
                .isEqualTo(Catalogue.page(complexity));
        assertThat(Catalogue.page(hardened("CA901", "W2"))).isEmpty();
    }

    private static List<Rule> cfnNag() {
        return new ArrayList<>(Catalogue.cfnNag().rules());
    }

    private static Rule hardened(String id, String hardens) {
        return Row.hardened(id, RuleType.WARN, "TwinRule", hardens, Set.of(), TEXT, view -> List.of());
    }
}

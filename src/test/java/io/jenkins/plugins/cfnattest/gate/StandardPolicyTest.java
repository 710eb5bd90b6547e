package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Required;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Requirement;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The default policy is as strict as its description says. */
class StandardPolicyTest {
    private final Policy policy = Policy.standard();

    @Test
    void isTheFile() {
        assertThat(policy.digest()).isEqualTo(Digest.of(Policy.standardFile()));
        assertThat(policy.ref()).isEqualTo(new PolicyRef("default", policy.digest()));
    }

    @Test
    void requiresEveryRuleThereIs() {
        Map<String, Requirement> every = Catalogue.all().rules().stream()
                .collect(Collectors.toMap(Rule::id, rule -> new Requirement(rule.type(), rule.version())));

        assertThat(policy.rules()).isInstanceOfSatisfying(Required.class, required -> {
            assertThat(required.rules()).containsExactlyInAnyOrderEntriesOf(every);
            assertThat(required.arguments()).isEmpty();
        });
    }

    @Test
    void freesNothing() {
        assertThat(policy.freeParameters()).isEmpty();
        assertThat(policy.notEvaluated()).isEmpty();
        assertThat(policy.suppressions()).isEmpty();
        assertThat(policy.nestedContent()).isEmpty();
    }

    @Test
    void trustsNobodyByItself() {
        assertThat(policy.trustedKeys()).isEmpty();
        assertThat(policy.trustedLogs()).isEmpty();
        assertThat(policy.accept2020()).isEmpty();
        assertThat(policy.rollback()).isFalse();
        assertThat(policy.recordRequired()).isFalse();
        assertThat(policy.waivers()).contains(new WaiverTerms(1, Duration.ofDays(90), Set.of()));
    }

    @Test
    void hasTheDocumentedLimits() {
        assertThat(policy.signatures()).isEqualTo(1);
        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(7));
        assertThat(policy.clockSkew()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.threshold()).isEqualTo(RuleType.FAIL);
        assertThat(policy.evaluation()).containsExactlyInAnyOrder(Evaluation.EFFECTIVE, Evaluation.ALL);
        assertThat(policy.inspectors()).singleElement().hasToString("cfn-nag by cfn-attestation");
    }
}

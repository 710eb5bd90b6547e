package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionCheckTest {
    private final GateFixture fixture = new GateFixture();

    private static Result suppressing(SuppressedRef... suppressed) {
        return new Result("PASS", 0, 0, List.of(), List.of(suppressed), List.of(), List.of());
    }

    @Test
    void refusesWhatTheTemplateSuppresses() {
        fixture.result = suppressing(new SuppressedRef("F3", "Role", "trust me"));

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.SUPPRESSION_FORBIDDEN);
        assertThat(messages(decision)).contains("F3 at Role (trust me)", "lets it suppress none");
        assertThat(GateFixture.refusals(decision).get(0).details()).isEqualTo(Map.of("rules", "F3"));
    }

    @Test
    void letsThePolicyAllowARuleAndNoOther() {
        fixture.policy = Policies.standardBut("suppressions: []", "suppressions: [W41]");
        fixture.result = suppressing(new SuppressedRef("W41", "Bucket", ""));
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.result = suppressing(new SuppressedRef("W41", "Bucket", ""), new SuppressedRef("F3", "Role", ""));
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.SUPPRESSION_FORBIDDEN);
        assertThat(messages(fixture.decide()))
                .contains("[W41] only: F3 at Role.")
                .doesNotContain("Bucket");
    }

    @Test
    void takesARuleOfAnExternalInspectorByItsWholeIdOnly() {
        fixture.policy = Policies.standardBut("suppressions: []", "suppressions: [W41]");
        fixture.result = suppressing(new SuppressedRef("lint:W41", "Bucket", ""));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.SUPPRESSION_FORBIDDEN);
    }

    @Test
    void showsAReasonOnOneLine() {
        fixture.result = suppressing(new SuppressedRef("F3", "Role", "fine\nALLOWED\u001b[32m"));

        assertThat(messages(fixture.decide())).contains("fine?ALLOWED?[32m").doesNotContain("\n");
    }
}

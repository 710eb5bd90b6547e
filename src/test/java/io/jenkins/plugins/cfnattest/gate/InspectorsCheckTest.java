package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorsCheckTest {
    private static final InspectorRef OURS = new InspectorRef("cfn-nag", "cfn-attestation", "1.4.0");
    private static final InspectorRef LINT = new InspectorRef("lint", "cfn-lint", "1.20.1");
    private static final String LINE = "    implementation: cfn-attestation";

    private final GateFixture fixture = new GateFixture();

    @ParameterizedTest
    @CsvSource({"cfn-nag,cfn_nag,0.8.10", "cfn-guard,cfn-attestation,1.0", "CFN-NAG,cfn-attestation,1.0"})
    void refusesAnotherInspector(String name, String implementation, String version) {
        fixture.inspectors = List.of(new InspectorRef(name, implementation, version));

        assertThat(codes(fixture.decide())).containsOnly(ReasonCode.INSPECTOR_UNACCEPTABLE);
        assertThat(messages(fixture.decide())).contains(name + " by " + implementation, "'default'");
    }

    @Test
    void refusesAnInspectorThatNobodyAcceptedBesideOneThatIs() {
        fixture.inspectors = List.of(OURS, LINT);

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.INSPECTOR_UNACCEPTABLE);
        assertThat(messages(fixture.decide())).contains("lint by cfn-lint 1.20.1");
    }

    @Test
    void refusesTheSameNameFromAnotherImplementationBesideTheAcceptedOne() {
        fixture.inspectors = List.of(OURS, new InspectorRef("cfn-nag", "evil", "1.4.0"));

        assertThat(messages(fixture.decide())).contains("inspected by cfn-nag by evil");
    }

    @Test
    void asksForEveryInspectorThatIsNotOptional() {
        fixture.policy = Policies.standardBut(LINE, LINE + "\n  - {name: lint, implementation: cfn-lint}");
        fixture.inspectors = List.of(OURS);
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.INSPECTOR_UNACCEPTABLE);
        assertThat(messages(fixture.decide())).contains("they did not: lint");

        fixture.inspectors = List.of(OURS, LINT);
        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void takesAnOptionalInspectorOrNone() {
        fixture.policy =
                Policies.standardBut(LINE, LINE + "\n  - {name: lint, implementation: cfn-lint, optional: true}");

        fixture.inspectors = List.of(OURS);
        assertThat(codes(fixture.decide())).isEmpty();
        fixture.inspectors = List.of(OURS, LINT);
        assertThat(codes(fixture.decide())).isEmpty();
        fixture.inspectors = List.of(LINT);
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.INSPECTOR_UNACCEPTABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "1.4.0, true",
        "1.4, true",
        "1.10, true",
        "2, true",
        "1.4.0+build.7, true",
        "1.3.9, false",
        "1.4.0-rc.1, false",
        "1.5-SNAPSHOT, true",
        "latest, false",
        "99999999999, false",
        "'', false",
    })
    void takesVersionsFromTheLowestOn(String version, boolean good) {
        fixture.policy = Policies.standardBut(LINE, LINE + "\n    minimumVersion: '1.4'");
        fixture.inspectors = List.of(new InspectorRef("cfn-nag", "cfn-attestation", version));

        assertThat(codes(fixture.decide()).isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"1.4.0, true", "2.0, true", "1.4.0.0, false", "1.4.01, false", "3.0, false"})
    void takesExactlyTheVersionsThatAreNamed(String version, boolean good) {
        fixture.policy = Policies.standardBut(LINE, LINE + "\n    versions: ['1.4.0', '2.0']");
        fixture.inspectors = List.of(new InspectorRef("cfn-nag", "cfn-attestation", version));

        assertThat(codes(fixture.decide()).isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"1.0-rc.1, 1.0-rc.1, true", "1.0-rc.2, 1.0-rc.1, false", "1.0, 1.0-rc.1, true", "1.0, one, false"})
    void doesNotGuessAboutPreliminaryVersions(String version, String lowest, boolean good) {
        assertThat(VersionOrder.isAtLeast(version, lowest)).isEqualTo(good);
    }
}

package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.inspect.external.AnswerFormat;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorConfig;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** External inspectors in what is signed. */
@DisabledOnOs(OS.WINDOWS)
class ExternalInspectionTest {
    private static final String SARIF =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[RESULTS]}]}";
    private static final String FAILURE = "{\"ruleId\":\"F1\",\"level\":\"error\",\"message\":{\"text\":\"Bad.\"},"
            + "\"locations\":[{\"physicalLocation\":{\"region\":{\"startLine\":2}},\"logicalLocations\":[{\"name\":\"Wait\"}]}]}";
    private static final String HIDDEN =
            "{\"ruleId\":\"F2\",\"message\":{\"text\":\"Bad.\"},\"suppressions\":[{\"kind\":\"inSource\"}]}";

    @Test
    void standsInTheStatementUnderItsOwnName() throws Exception {
        InspectionPredicate predicate = attested(inspector("lint", SARIF.replace("RESULTS", FAILURE + "," + HIDDEN)));

        assertThat(predicate.inspectors())
                .containsExactly(
                        new InspectorRef("cfn-nag", "cfn-attestation", Product.version()),
                        new InspectorRef("lint", "Lint", "1.2"));
        assertThat(predicate.result().violations())
                .containsExactly(new ViolationRef(
                        "lint:F1",
                        "FAIL",
                        "Bad.",
                        List.of("Wait"),
                        List.of(2),
                        List.of(0),
                        List.of(""),
                        java.util.Optional.of("lint")));
        assertThat(predicate.result().suppressed()).containsExactly(new SuppressedRef("lint:F2", "", ""));
        assertThat(predicate.result().verdict()).isEqualTo("FAIL");
        assertThat(predicate.result().failureCount()).isEqualTo(1);
        assertThat(predicate.rule("lint:F1")).isEmpty();
    }

    @Test
    void isListedWhenItFoundNothing() throws Exception {
        InspectionPredicate predicate =
                attested(inspector("a", SARIF.replace("RESULTS", "")), inspector("b", SARIF.replace("RESULTS", "")));

        assertThat(predicate.inspectors()).extracting(InspectorRef::name).containsExactly("cfn-nag", "a", "b");
        assertThat(predicate.result().verdict()).isEqualTo("PASS");
    }

    @Test
    void failsTheTemplateWhenItFails() throws Exception {
        InspectionPredicate predicate = attested(inspector("lint", ""));

        assertThat(predicate.result().verdict()).isEqualTo("FAIL");
        assertThat(predicate.result().violations()).extracting(ViolationRef::id).containsExactly("lint:FATAL");
        assertThat(predicate.inspectors()).hasSize(2);
    }

    @Test
    void cannotChangeWhatIsAttested() throws Exception {
        InspectionPredicate predicate = attested(
                config("lint", "echo 'Resources: {}' > \"$1\" && printf '%s' \"$2\"", SARIF.replace("RESULTS", "")));

        assertThat(predicate.template().content()).isEqualTo(AppFixture.TEMPLATE);
        assertThat(predicate.result().verdict()).isEqualTo("PASS");
    }

    private static InspectorConfig inspector(String name, String answer) {
        return config(name, "printf '%s' \"$2\"", answer);
    }

    private static InspectorConfig config(String name, String script, String answer) {
        return new InspectorConfig(
                name,
                "Lint",
                new InspectorVersion.Fixed("1.2"),
                List.of("/bin/sh", "-c", script, "sh", "{template}", answer),
                AnswerFormat.SARIF,
                Duration.ofMinutes(1),
                10_000,
                Map.of(),
                Set.of());
    }

    private static InspectionPredicate attested(InspectorConfig... configs) throws Exception {
        ExternalInspectors external = new ExternalInspectors(List.of(configs), Map.of(), line -> {});
        Attestation attestation = AppFixture.attester(external).attest(AppFixture.request());
        Bytes payload = io.jenkins.plugins.cfnattest.envelope.EnvelopeJson.read(attestation.envelope())
                .payload();
        return StatementJson.read(payload).predicate();
    }
}

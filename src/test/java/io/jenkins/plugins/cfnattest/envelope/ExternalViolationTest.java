package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an external inspector found, in a statement. */
class ExternalViolationTest {
    private static final ViolationRef FOUND = new ViolationRef(
            "lint:F1", "FAIL", "Bad.", List.of(), List.of(), List.of(), List.of(), Optional.of("lint"));
    private static final Statement STATEMENT = statement();

    @Test
    void saysWhoFoundIt() throws Exception {
        String text = text();

        assertThat(text).contains("\"propertyPaths\":[],\"inspector\":\"lint\"}");
        assertThat(StatementJson.read(Bytes.utf8(text))).isEqualTo(STATEMENT);
    }

    /** Readers that do not know the member must not take it for a built-in rule either. */
    @Test
    void staysApartFromTheBuiltInRuleOfThatNameForOlderReaders() throws Exception {
        Statement read = StatementJson.read(Bytes.utf8(text().replace(",\"inspector\":\"lint\"}", "}")));

        assertThat(read.predicate().result().violations())
                .extracting(ViolationRef::id)
                .containsExactly("lint:F1");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"inspector\":\"lint\"', '\"inspector\":\"other\"', one of",
        "'\"inspector\":\"lint\"', '\"inspector\":\"cfn-nag\"', begins with its inspector",
        "'\"inspector\":\"lint\"', '\"inspector\":null', a text",
        "'\"inspector\":\"lint\"', '\"inspector\":\"\"', one of",
        "lint:F1, F1, begins with its inspector",
        "lint:F1, lintF1, begins with its inspector"
    })
    void refusesAFinderThatDoesNotFit(String from, String to, String expected) throws Exception {
        String spoiled = text().replace(from, to);

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8(spoiled)))
                .withMessageContaining(expected);
    }

    @Test
    void cannotBeMadeWithTheIdOfABuiltInRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ViolationRef(
                        "F1", "FAIL", "m", List.of(), List.of(), List.of(), List.of(), Optional.of("lint")))
                .withMessageContaining("lint");
    }

    private static String text() throws CharacterCodingException {
        return StatementJson.write(STATEMENT).toUtf8();
    }

    private static Statement statement() {
        Statement small = SampleStatement.small();
        InspectionPredicate old = small.predicate();
        return new Statement(
                small.subjectName(),
                small.subjectDigest(),
                new InspectionPredicate(
                        List.of(new InspectorRef("cfn-nag", "i", "1"), new InspectorRef("lint", "Lint", "2")),
                        old.ruleSet(),
                        old.inputs(),
                        old.template(),
                        new Result("FAIL", 1, 0, List.of(FOUND), List.of(), List.of(), List.of()),
                        old.invocation(),
                        old.inspectedAt(),
                        old.expiresAt()));
    }
}

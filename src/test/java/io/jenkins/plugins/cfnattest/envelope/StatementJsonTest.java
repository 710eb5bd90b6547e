package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import io.jenkins.plugins.cfnattest.envelope.JsonMutant.Change;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementJsonTest {
    private static final String SMALL = """
            {"_type":"https://in-toto.io/Statement/v1",\
            "subject":[{"name":"t","digest":{"sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}],\
            "predicateType":"https://plugins.jenkins.io/cfn-attestation/inspection/v1",\
            "predicate":{"inspectors":[{"name":"n","implementation":"i","version":"1"}],\
            "ruleSet":{"digest":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},\
            "rules":[],"arguments":{},"denied":[]},\
            "inputs":{"parameters":{},"withheld":[],"evaluation":"ALL"},\
            "template":{"content":"e30=","size":2,"mediaType":"application/json"},\
            "result":{"verdict":"PASS","failureCount":0,"warningCount":0,"violations":[],"suppressed":[],"notInspected":[],"notEvaluated":[]},\
            "invocation":{"authenticated":{},"claimed":{}},\
            "inspectedAt":"2026-03-04T05:06:07Z","expiresAt":"2026-03-11T05:06:07Z"}}""";

    private static final String FULL = text(StatementJson.write(SampleStatement.full()));

    @Test
    void writesMembersInTheOrderOfTheSpecification() {
        assertThat(text(StatementJson.write(SampleStatement.small()))).isEqualTo(SMALL);
    }

    @Test
    void readsWhatItWrote() throws Exception {
        assertThat(StatementJson.read(Bytes.utf8(SMALL))).isEqualTo(SampleStatement.small());
        assertThat(StatementJson.read(Bytes.utf8(FULL))).isEqualTo(SampleStatement.full());
    }

    @Test
    void writesCharactersAsTheyAre() {
        assertThat(FULL).contains("infra/köln.yaml", "test 😀").doesNotContain("\\u");
    }

    @Test
    void writesTheSameBytesInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        try {
            assertThat(text(StatementJson.write(SampleStatement.full()))).isEqualTo(FULL);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void cutsFractionsOfASecondOff() {
        Statement statement = at(Instant.parse("2026-03-04T05:06:07.999Z"));

        assertThat(text(StatementJson.write(statement))).contains("\"inspectedAt\":\"2026-03-04T05:06:07Z\"");
    }

    @Test
    void refusesToWriteWhatRfc3339OrUtf8CanNotSay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementJson.write(at(Instant.parse("+12026-03-04T05:06:07Z"))))
                .withMessageContaining("inspectedAt");
        Statement small = SampleStatement.small();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StatementJson.write(new Statement("\uDC00", small.subjectDigest(), small.predicate())));
    }

    static Stream<JsonMutant> spoiled() {
        return Stream.of(Change.REMOVE, Change.DOUBLE, Change.NULL, Change.RETYPE)
                .flatMap(change -> JsonMutant.of(FULL, change).stream())
                // What stands in a map is data: another one says something else, and the signature over it would not
                // hold.
                .filter(mutant ->
                        !mutant.change().matches("REMOVE .*\\.(parameters|arguments|authenticated|claimed)\\.[^.]*"));
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void refusesEveryMissingDoubledOrWrongMember(JsonMutant mutant) {
        String path = mutant.change().substring(mutant.change().indexOf(' ') + 1);
        String name = path.substring(path.lastIndexOf('.') + 1);

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8(mutant.json())))
                .withMessageContaining(name)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    static Stream<JsonMutant> extended() {
        return JsonMutant.of(FULL, Change.PRECEDE).stream()
                .filter(mutant ->
                        !mutant.change().matches(".*\\.(parameters|arguments|authenticated|claimed)\\.[^.]*"));
    }

    @ParameterizedTest
    @MethodSource("extended")
    void ignoresUnknownMembers(JsonMutant mutant) throws Exception {
        assertThat(StatementJson.read(Bytes.utf8(mutant.json()))).isEqualTo(SampleStatement.full());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"size\":2|\"size\":3|At predicate.template.size of the statement expected the size of the template's content, 2, but found 3.",
                "\"size\":2|\"size\":2.0|a whole number from 0 to 2147483647, but found the number 2.0",
                "\"size\":2|\"size\":-2|but found the number -2",
                "\"size\":2|\"size\":4294967298|but found the number 4294967298",
                "e30=|e 30=|At predicate.template.content of the statement expected base64",
                "e30=|e31=|expected base64",
                "\"verdict\":\"PASS\"|\"verdict\":\"pass\"|one of FAIL, INCOMPLETE, PASS, WARN, but found 'pass'",
                "\"ALL\"|\"NONE\"|one of ALL, CFN_NAG, EFFECTIVE",
                "application/json|text/html|one of application/json, application/yaml",
                "07Z\",\"exp|07.000Z\",\"exp|At predicate.inspectedAt of the statement expected a time like",
                "07Z\",\"exp|07+00:00\",\"exp|a time like",
                "T05:06:07Z\",\"exp|T24:00:00Z\",\"exp|a time like",
                "03-04T|02-30T|a time like",
                "03-04T|०३-०४T|a time like",
                "\"name\":\"t\"|\"name\":\"\\ud800\"|At subject[0].name of the statement expected text, but found half a surrogate pair",
                "\"parameters\":{}|\"parameters\":{\"\\udfff\":\"\"}|half a surrogate pair",
                "\"parameters\":{}|\"parameters\":{\"A\":1}|At predicate.inputs.parameters.A",
                "\"inspectors\":[{|\"inspectors\":[],\"x\":[{|at least one inspector",
                "44136fa|44136FA|64 lower-case hex digits",
                "44136fa|4136fa|64 lower-case hex digits",
                "Statement/v1|Statement/v0.1|At _type of the statement expected 'https://in-toto.io/Statement/v1'",
                "}}],\"pred|}},{}],\"pred|At subject of the statement expected exactly one subject, but found 2.",
                "\"subject\":[|\"subject\":[],\"x\":[|exactly one subject, but found 0",
                "{\"_type|[{\"_type|well-formed JSON",
                "11T05:06:07Z\"}}|11T05:06:07Z\"}} {}|well-formed JSON",
                "11T05:06:07Z\"}}|11T05:06:07Z\"}|well-formed JSON",
                "\"_type\"|'_type'|well-formed JSON",
                "\"size\":2|\"size\":NaN|well-formed JSON",
                "\"size\":2|\"size\":02|well-formed JSON",
                "\"size\":2|\"size\":2/**/|well-formed JSON",
            })
    void saysWhatIsWrongAndWhere(String good, String bad, String complaint) {
        assertThat(SMALL).contains(good);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8(SMALL.replace(good, bad))))
                .withMessageContaining(complaint);
    }

    @Test
    void refusesListsThatAreNotParallel() {
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8(FULL.replace("\"columns\":[5]", "\"columns\":[5,6]"))))
                .withMessage("At predicate.result.violations[0].columns of the statement expected as many as"
                        + " logicalResourceIds, 1, but found 2.");
    }

    @Test
    void tellsAnotherPredicateFromABrokenOne() {
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8(SMALL.replace("inspection/v1", "inspection/v2"))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PREDICATE_UNSUPPORTED))
                .withMessageContaining("inspection/v2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesWhatNestsTooDeep(String open) {
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> StatementJson.read(Bytes.utf8("{\"x\":" + open.repeat(100_000))))
                .withMessageContaining("well-formed JSON");
    }

    private static Statement at(Instant inspected) {
        Statement small = SampleStatement.small();
        InspectionPredicate old = small.predicate();
        return new Statement(
                small.subjectName(),
                small.subjectDigest(),
                new InspectionPredicate(
                        old.inspectors(),
                        old.ruleSet(),
                        old.inputs(),
                        old.template(),
                        old.result(),
                        old.invocation(),
                        inspected,
                        old.expiresAt()));
    }

    private static String text(Bytes bytes) {
        try {
            return bytes.toUtf8();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }
}

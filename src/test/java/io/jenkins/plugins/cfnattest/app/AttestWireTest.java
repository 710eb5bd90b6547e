package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttestWireTest {
    @Test
    void readsWhatItWrote() throws Exception {
        AttestRequest request = new AttestRequest(
                "infra/köln.yaml",
                Bytes.of(new byte[] {(byte) 0xff, 0, 10}),
                Map.of("Name", "Köln \"x\"\n"),
                Map.of("AWS::Region", "eu-central-1"),
                new Invocation(Map.of(), Map.of("branch", "main")));

        AttestRequest read = AttestWire.read(AttestWire.write(request), Map.of("token", "ci"));

        assertThat(read.name()).isEqualTo(request.name());
        assertThat(read.template()).isEqualTo(request.template());
        assertThat(read.parameters()).isEqualTo(request.parameters());
        assertThat(read.pseudo()).isEqualTo(request.pseudo());
        assertThat(read.invocation()).isEqualTo(new Invocation(Map.of("token", "ci"), Map.of("branch", "main")));
    }

    @Test
    void neverSendsWhatTheSenderKnowsAsMoreThanAClaim() throws Exception {
        AttestRequest request = new AttestRequest(
                "a",
                Bytes.utf8("x"),
                Map.of(),
                Map.of(),
                new Invocation(Map.of("job", "real"), Map.of("job", "forged")));

        AttestRequest read = AttestWire.read(AttestWire.write(request), Map.of());

        assertThat(read.invocation().authenticated()).isEmpty();
        assertThat(read.invocation().claimed()).containsExactly(Map.entry("job", "real"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Evaluation.class,
            names = {"EFFECTIVE", "ALL"})
    void carriesTheEvaluation(Evaluation evaluation) throws Exception {
        AttestRequest request = new AttestRequest(
                "a", Bytes.utf8("x"), Map.of(), Map.of(), new Invocation(Map.of(), Map.of()), evaluation);

        assertThat(AttestWire.read(AttestWire.write(request), Map.of()).evaluation())
                .isEqualTo(evaluation);
    }

    @Test
    void attestsForNobodyElseAsCfnNagWouldSee() {
        AttestRequest request = new AttestRequest(
                "a", Bytes.utf8("x"), Map.of(), Map.of(), new Invocation(Map.of(), Map.of()), Evaluation.CFN_NAG);

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(AttestWire.write(request), Map.of()))
                .withMessageContaining("'evaluation' as one of ALL, EFFECTIVE");
    }

    @Test
    void takesTheShortestRequest() throws Exception {
        AttestRequest read = AttestWire.read(Bytes.utf8("{\"name\":\"a\",\"template\":\"eA==\"}"), Map.of());

        assertThat(read.template()).isEqualTo(Bytes.utf8("x"));
        assertThat(read.parameters()).isEmpty();
        assertThat(read.evaluation()).isEqualTo(Evaluation.EFFECTIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                         | not a JSON object
            []                                                         | not a JSON object
            {                                                          | is not JSON
            {"name":"a","template":"eA=="} x                           | is not JSON
            {"name":"a","name":"b","template":"eA=="}                  | has a member twice
            {"template":"eA=="}                                        | 'name' as a text
            {"name":"","template":"eA=="}                              | 'name' as a text that is not blank
            {"name":"a","template":""}                                 | 'template' as a text that is not blank
            {"name":null,"template":"eA=="}                            | 'name' as a text
            {"name":"a"}                                               | 'template' as a text
            {"name":"a","template":"eA"}!                              | is not JSON
            {"name":"a","template":"_-8="}                             | standard base64
            {"name":"a","template":"eA==","evaluation":"effective"}    | one of ALL, EFFECTIVE
            {"name":"a","template":"eA==","evaluation":null}           | 'evaluation' as a text
            {"name":"a","template":"eA==","parameters":[]}             | 'parameters' as an object
            {"name":"a","template":"eA==","parameters":{"A":1}}        | 'parameters.A' as a text
            {"name":"a","template":"eA==","parameters":{"A":"\\ud800"}} | half a surrogate pair
            {"name":"a","template":"eA==","pseudo":{"Cidr":"0.0.0.0/0"}} | names such as 'AWS::Region'
            {"name":"a","template":"eA==","parameter":{}}              | unknown member 'parameter'
            {"name":"a","template":"eA==","authenticated":{"job":"x"}} | unknown member 'authenticated'
            """)
    void refusesWhatIsNoRequest(String json, String why) {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(Bytes.utf8(json), Map.of()))
                .satisfies(e -> assertThat(e.getMessage()).contains(why));
    }

    @Test
    void refusesOtherEncodingsAndTooMuch() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(Bytes.of(new byte[] {'{', (byte) 0xff, '}'}), Map.of()))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(Bytes.of(new byte[AttestWire.LIMIT + 1]), Map.of()))
                .withMessageContaining("more than");
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(Bytes.utf8("[".repeat(100_000)), Map.of()))
                .withMessageContaining("is not JSON");
    }

    @Test
    void neverQuotesAValueInAnError() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> AttestWire.read(
                        Bytes.utf8("{\"name\":\"a\",\"template\":\"eA==\",\"parameters\":{\"A\":\"hunter2\" hunter2}}"),
                        Map.of()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void aRequestDoesNotShowItsValues() {
        assertThat(AppFixture.request(AppFixture.TEMPLATE, Map.of("Env", "hunter2"))
                        .toString())
                .contains("infra/wait.yaml")
                .doesNotContain("hunter2");
    }
}

package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceEnvelopeTest {
    private static final String RESULTS = """
            {"failure_count":3,"violations":[\
            {"id":"F1","name":"OpenRule","type":"FAIL","message":"Too \\"open\\" in Köln",\
            "logical_resource_ids":["A","B"],"line_numbers":[4,24],"element_types":["resource","resource"]},\
            {"id":"FATAL","name":"system","type":"FAIL","message":"tab\\tand \\u001f",\
            "logical_resource_ids":[],"line_numbers":[],"element_types":[]}]}""";

    private static final String SIGNED = "{\"violations\":" + RESULTS
            + ",\"template\":\"Resources:\\n  A: 😀\\n\",\"rules\":[\"F1 OpenRule FAIL Too open\",\"W2 OtherRule WARN Other\"]}";

    private static final Bytes SIGNATURE = Bytes.of(new byte[64]);

    @Test
    void writesMembersInTheOrderOfTheService() {
        String encoded = Bytes.utf8(SIGNED).toBase64();

        assertThat(SampleScan.scan().encode()).isEqualTo(encoded);
        assertThat(SampleScan.scan().sealedWith(SIGNATURE).write())
                .isEqualTo(Bytes.utf8("{\"results\":" + RESULTS + ",\"results_encoded\":\"" + encoded
                        + "\",\"signature\":\"" + SIGNATURE.toBase64() + "\"}"));
        assertThat(SampleScan.scan().results().write()).isEqualTo(Bytes.utf8("{\"results\":" + RESULTS + "}"));
    }

    @Test
    void readsWhatItWrote() throws Exception {
        ServiceEnvelope sealed = SampleScan.scan().sealedWith(SIGNATURE);

        assertThat(ServiceEnvelope.read(sealed.write())).isEqualTo(sealed);
        assertThat(sealed.scan()).isEqualTo(SampleScan.scan());
        assertThat(sealed.payload()).isEqualTo(Bytes.utf8(SIGNED));
        assertThat(sealed.signedBytes()).isEqualTo(Bytes.utf8(SampleScan.scan().encode()));
    }

    @Test
    void readsTheOtherNameButNotBoth() throws Exception {
        String json = SampleScan.scan().sealedWith(SIGNATURE).write().toUtf8();

        assertThat(ServiceEnvelope.read(Bytes.utf8(json.replace("results_encoded", "encoded_results"))))
                .isEqualTo(SampleScan.scan().sealedWith(SIGNATURE));
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> ServiceEnvelope.read(Bytes.utf8(
                        json.replace("\"results_encoded\"", "\"encoded_results\":\"\",\"results_encoded\""))))
                .withMessage(
                        "In the service's answer expected either results_encoded or encoded_results, but found both.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"results\":{|\"result\":{|expected the member 'results'",
                "\"results_encoded\":|\"x\":|expected the member 'results_encoded'",
                "\"signature\":|\"x\":|expected the member 'signature'",
                "AAAA==\"}|AAAA\"}|At signature of the service's answer expected strict base64",
                "AAAAAA==\"}|AA==\"}|expected an Ed25519 signature of 64 bytes, but found 61 bytes",
                "AAAA==\"}|AAAA==\\n\"}|strict base64",
                "AAAA==\"}|AAAA==\"}{}|well-formed JSON",
                "\"signature\":|\"results\":{},\"signature\":|Duplicate field",
                "\"results_encoded\":\"ey|\"results_encoded\":\"e\\ny|At results_encoded of the service's answer expected strict base64",
                "\"results_encoded\":\"ey|\"results_encoded\":\"_y|strict base64",
                "Köln|K\\ud800ln|half a surrogate pair",
            })
    void saysWhatIsWrongAndWhere(String good, String bad, String complaint) throws Exception {
        String json = SampleScan.scan().sealedWith(SIGNATURE).write().toUtf8();

        assertThat(json).contains(good);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> ServiceEnvelope.read(Bytes.utf8(json.replace(good, bad))))
                .withMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "Köln, Kiel", "FAIL, WARN", "'[4,24]', '[24,4]'", "open, closed"})
    void refusesOuterResultsThatWereNotSigned(String good, String bad) throws Exception {
        ServiceEnvelope sealed = SampleScan.scan().sealedWith(SIGNATURE);
        ServiceEnvelope painted =
                new ServiceEnvelope(RESULTS.replace(good, bad), sealed.resultsEncoded(), sealed.signature());

        assertThat(RESULTS).contains(good);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(painted::scan)
                .withMessageContaining("the unsigned results were changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"template\":|\"templat\":|In the signed part of the service's answer expected the member 'template'",
                "\"rules\":[|\"rules\":[7,|At rules[0]",
                "\"line_numbers\":[4,24]|\"line_numbers\":[4]|lists of one size, but found 2, 1, 2",
                "\"type\":\"FAIL\"|\"type\":\"fine\"|one of FAIL, WARN",
                "\"failure_count\":3|\"failure_count\":-3|whole number",
            })
    void saysWhatIsWrongWithWhatWasSigned(String good, String bad, String complaint) throws Exception {
        assertThat(SIGNED).contains(good);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> signed(SIGNED.replace(good, bad)).scan())
                .withMessageContaining(complaint);
    }

    @Test
    void readsWhatRubyMakesOfOddTemplates() throws Exception {
        ServiceScan.Violation odd = signed(SIGNED.replace("[\"A\",\"B\"]", "[1,true]")
                        .replace("[4,24]", "[null,24]")
                        .replace("[\"resource\",\"resource\"]", "[null,\"resource\"]"))
                .scan()
                .results()
                .violations()
                .get(0);

        assertThat(odd.logicalResourceIds()).containsExactly("1", "true");
        assertThat(odd.lineNumbers()).containsExactly(0, 24);
        assertThat(odd.elementTypes()).containsExactly("", "resource");
    }

    @Test
    void refusesToBeMadeOfNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceEnvelope("{}", "a b", SIGNATURE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceEnvelope("{}", "e30=", Bytes.utf8("")));
    }

    /** The envelope around the given signed JSON, its outer results those of the inside. */
    private static ServiceEnvelope signed(String json) throws EnvelopeException, CharacterCodingException {
        String outer = json.substring("{\"violations\":".length(), json.indexOf(",\"templat"));
        return ServiceEnvelope.read(Bytes.utf8("{\"results\":" + outer + ",\"results_encoded\":\""
                + Bytes.utf8(json).toBase64() + "\",\"signature\":\"" + SIGNATURE.toBase64() + "\"}"));
    }
}

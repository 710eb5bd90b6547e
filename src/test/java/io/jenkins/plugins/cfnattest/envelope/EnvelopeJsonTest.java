package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeJsonTest {
    private static final Bytes PAYLOAD = Bytes.of(new byte[] {(byte) 0xFB, (byte) 0xEF, (byte) 0xFF, 0x00});
    private static final Envelope ENVELOPE =
            new Envelope(Envelope.IN_TOTO, PAYLOAD, List.of(new Envelope.Signature("id", Bytes.utf8("signature"))));
    private static final String JSON = "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"++//AA==\","
            + "\"signatures\":[{\"keyid\":\"id\",\"sig\":\"c2lnbmF0dXJl\"}]}\n";

    @Test
    void writesOneLine() {
        assertThat(EnvelopeJson.write(ENVELOPE)).isEqualTo(Bytes.utf8(JSON));
    }

    @ParameterizedTest
    @CsvSource({"++//AA==", "++//AA", "--__AA==", "--__AA"})
    void readsBothAlphabetsWithAndWithoutPadding(String payload) throws Exception {
        assertThat(EnvelopeJson.read(Bytes.utf8(JSON.replace("++//AA==", payload))))
                .isEqualTo(ENVELOPE);
    }

    @Test
    void readsWhiteSpaceUnknownMembersAndAMissingHint() throws Exception {
        assertThat(EnvelopeJson.read(Bytes.utf8(JSON.replace(",", " ,\r\n\t").replace("{\"p", " {\"x\":[{}],\"p"))))
                .isEqualTo(ENVELOPE);
        assertThat(EnvelopeJson.read(Bytes.utf8(JSON.replace("\"keyid\":\"id\",", "")))
                        .signatures()
                        .get(0)
                        .keyId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "++//AA==|++__AA==|At payload of the envelope expected base64",
                "++//AA==|++//AA=|expected base64",
                "++//AA==|++//AA===|expected base64",
                "++//AA==|++//AB==|expected base64",
                "++//AA==|++//A|expected base64",
                "++//AA==|++// AA==|expected base64",
                "++//AA==|++//\\nAA==|expected base64",
                "++//AA==|++/\\u0100AA==|expected base64",
                "++//AA==|====|expected base64",
                "c2lnbmF0dXJl|c2lnbmF0dXJl!|At signatures[0].sig of the envelope expected base64",
                "\"++//AA==\"|7|At payload of the envelope expected base64 text, but found the number 7.",
                "\"++//AA==\"|null|but found null",
                "\"payload\"|\"Payload\"|In the envelope expected the member 'payload', but found none.",
                "\"sig\"|\"signature\"|At signatures[0] of the envelope expected the member 'sig', but found none.",
                "\"id\"|null|At signatures[0].keyid of the envelope expected a text, but found null.",
                "\"id\"|7|At signatures[0].keyid",
                "application/vnd.in-toto+json||At payloadType of the envelope expected a media type",
                "vnd.in-toto+json|\\udc00|half a surrogate pair",
                "[{\"keyid\":\"id\",\"sig\":\"c2lnbmF0dXJl\"}]|[]|expected 1 to 16 signatures, but found 0.",
                "[{\"keyid\":\"id\",\"sig\":\"c2lnbmF0dXJl\"}]|{}|expected a list, but found an object",
                "[{\"keyid\":\"id\",\"sig\":\"c2lnbmF0dXJl\"}]|[[]]|expected an object, but found a list",
                "{\"payloadType\"|{\"payload\":\"\",\"payloadType\"|Duplicate field",
                "{\"payloadType\"|{\"p\\u0061yload\":\"\",\"payloadType\"|Duplicate field",
                "\"keyid\":\"id\",|\"keyid\":\"id\",\"keyid\":\"id\",|Duplicate field",
                "}]}|}]}}|well-formed JSON",
                "}]}|}]} {}|well-formed JSON",
                "}]}|}]|well-formed JSON, but found at line 2, column 1",
                "{\"payloadType\"|x{\"payloadType\"|line 1, column",
            })
    void saysWhatIsWrongAndWhere(String good, String bad, String complaint) {
        String spoiled = JSON.replace(good, bad == null ? "" : bad);

        assertThat(spoiled).isNotEqualTo(JSON);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> EnvelopeJson.read(Bytes.utf8(spoiled)))
                .withMessageContaining(complaint)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void refusesOtherEncodingsOfText() {
        assertMalformed(JSON.getBytes(StandardCharsets.UTF_16), "not UTF-8");
        assertMalformed(JSON.getBytes(StandardCharsets.UTF_16LE), "well-formed JSON");
        assertMalformed(("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_8), "well-formed JSON");
        assertMalformed(JSON.replace("id", "\u00ff").getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
        assertMalformed(new byte[0], "it is empty");
        assertMalformed(new byte[] {0}, "well-formed JSON");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertMalformed(new byte[EnvelopeJson.LIMIT + 1], "of at most 8388608 bytes, but found 8388609.");
        assertMalformed("[1,".repeat(200).getBytes(StandardCharsets.UTF_8), "well-formed JSON");
        assertMalformed(("[" + "1,".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8), "well-formed JSON");
        assertMalformed(("{\"" + "n".repeat(5_000) + "\":1}").getBytes(StandardCharsets.UTF_8), "well-formed JSON");
        assertMalformed(("{\"x\":" + "1".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8), "well-formed JSON");
    }

    @Test
    void refusesMoreSignaturesThanAnybodyNeeds() {
        Envelope crowded = new Envelope(
                Envelope.IN_TOTO,
                PAYLOAD,
                Collections.nCopies(
                        EnvelopeJson.MOST_SIGNATURES + 1, ENVELOPE.signatures().get(0)));

        assertMalformed(EnvelopeJson.write(crowded).toArray(), "expected 1 to 16 signatures, but found 17");
    }

    @Test
    void neverRepeatsMuchOfWhatItCouldNotRead() {
        String secret = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg";

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> EnvelopeJson.read(Bytes.utf8(secret)))
                .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain(secret.substring(0, 20)));
    }

    private static void assertMalformed(byte[] json, String complaint) {
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> EnvelopeJson.read(Bytes.of(json)))
                .withMessageContaining(complaint)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }
}

package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * The envelope of the 2020 inspection service: the signature covers the ASCII bytes of the base64 text {@code results_encoded}. Strict base64;
 * {@code encoded_results} is accepted as a name too.
 *
 * @param results the outer, unsigned results as compact JSON; believed only as far as they repeat the signed ones
 * @param resultsEncoded the base64 text as received; what is signed
 * @param signature the Ed25519 signature, 64 bytes
 */
public record ServiceEnvelope(String results, String resultsEncoded, Bytes signature) {
    private static final String DOCUMENT = "the service's answer";
    private static final String NAME = "results_encoded";
    private static final String OTHER_NAME = "encoded_results";
    private static final int SIGNATURE_SIZE = 64;

    public ServiceEnvelope {
        if (Base64Text.decodeStandard(resultsEncoded).isEmpty() || signature.size() != SIGNATURE_SIZE) {
            throw new IllegalArgumentException(
                    "A service envelope has strict base64 and a signature of " + SIGNATURE_SIZE + " bytes.");
        }
    }

    /**
     * Reads the service's answer. Nothing in it is believed before its signature is verified.
     *
     * @throws EnvelopeException (MALFORMED)
     */
    public static ServiceEnvelope read(Bytes json) throws EnvelopeException {
        JsonAt root = Json.read(json, DOCUMENT);
        JsonAt results = root.member("results");
        if (!results.node().isObject()) {
            throw results.expected("the results, an object", "something else");
        }
        if (root.has(NAME) && root.has(OTHER_NAME)) {
            throw root.expected("either " + NAME + " or " + OTHER_NAME, "both");
        }
        JsonAt encoded = root.member(root.has(OTHER_NAME) ? OTHER_NAME : NAME);
        strictBase64(encoded);
        JsonAt signature = root.member("signature");
        Bytes raw = strictBase64(signature);
        if (raw.size() != SIGNATURE_SIZE) {
            throw signature.expected("an Ed25519 signature of " + SIGNATURE_SIZE + " bytes", raw.toString());
        }
        String compact = compact(results.node());
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(compact)) {
            throw results.expected("text", "half a surrogate pair, which has no UTF-8 form");
        }
        return new ServiceEnvelope(compact, encoded.text(), raw);
    }

    private static String compact(JsonNode node) {
        return Json.text(json -> json.writeTree(node));
    }

    private static Bytes strictBase64(JsonAt at) throws EnvelopeException {
        String text = at.text();
        return Base64Text.decodeStandard(text)
                .orElseThrow(() -> at.expected(
                        "strict base64 (standard alphabet, padded, one line)",
                        "a text of " + text.length() + " characters that is not"));
    }

    /** The bytes the signature covers. */
    public Bytes signedBytes() {
        return Bytes.utf8(resultsEncoded);
    }

    /** The decoded content of {@code results_encoded}: the JSON that was signed, in a way. */
    public Bytes payload() {
        return Base64Text.decodeStandard(resultsEncoded).orElseThrow();
    }

    /**
     * What the service found. To be called only after the signature over {@link #signedBytes()} was verified.
     *
     * @throws EnvelopeException (MALFORMED) when the signed JSON is not of the format, or the outer results say anything else than the signed ones
     */
    public ServiceScan scan() throws EnvelopeException {
        JsonAt root = Json.read(payload(), "the signed part of " + DOCUMENT);
        JsonAt signed = root.member("violations");
        if (!compact(signed.node()).equals(results)) {
            throw root.expected("the same results as outside of it", "others: the unsigned results were changed");
        }
        return ServiceScanJson.read(root);
    }

    /** The answer as the service writes it: compact, the members in its order, no final line feed. */
    public Bytes write() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeFieldName("results");
            json.writeRawValue(results);
            json.writeStringField(NAME, resultsEncoded);
            json.writeStringField("signature", signature.toBase64());
            json.writeEndObject();
        });
    }
}

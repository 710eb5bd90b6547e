package io.jenkins.plugins.cfnattest.envelope;

import java.util.List;

/** The JSON form of an envelope (DSSE v1.0.2, "envelope"). */
public final class EnvelopeJson {
    /** The largest envelope that is read, in bytes: 1 MiB of template, base64 twice, and room for the result. */
    public static final int LIMIT = 8 * 1024 * 1024;

    /** The most signatures of one envelope that are read: each costs a try of every trusted key, over the whole payload. */
    static final int MOST_SIGNATURES = 16;

    private static final String DOCUMENT = "the envelope";

    private EnvelopeJson() {}

    /**
     * Reads an envelope. Both base64 alphabets are read, with padding or without; white space in base64, duplicate members, trailing data and bytes that
     * are not UTF-8 are errors; unknown members are ignored; a missing {@code keyid} reads as the empty one.
     *
     * @throws EnvelopeException (MALFORMED) with what was expected, what was found and where
     */
    public static Envelope read(Bytes json) throws EnvelopeException {
        JsonAt root = Json.read(json, DOCUMENT);
        JsonAt type = root.member("payloadType");
        if (type.text().isEmpty()) {
            throw type.expected("a media type", "an empty text");
        }
        Bytes payload = root.member("payload").base64();
        JsonAt signatures = root.member("signatures");
        int number = signatures.node().size();
        if (signatures.node().isArray() && (number == 0 || number > MOST_SIGNATURES)) {
            throw signatures.expected("1 to " + MOST_SIGNATURES + " signatures", Integer.toString(number));
        }
        List<Envelope.Signature> read = signatures.list(EnvelopeJson::signature);
        return new Envelope(type.text(), payload, read);
    }

    private static Envelope.Signature signature(JsonAt signature) throws EnvelopeException {
        String keyId = signature.has("keyid") ? signature.member("keyid").text() : "";
        return new Envelope.Signature(keyId, signature.member("sig").base64());
    }

    /** Writes an envelope, standard base64, one line, with a final line feed. */
    public static Bytes write(Envelope envelope) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("payloadType", envelope.payloadType());
            json.writeFieldName("payload");
            // Base64 has nothing to escape, and it is nearly all of the envelope.
            json.writeRawValue('"' + envelope.payload().toBase64() + '"');
            json.writeArrayFieldStart("signatures");
            for (Envelope.Signature signature : envelope.signatures()) {
                json.writeStartObject();
                json.writeStringField("keyid", signature.keyId());
                json.writeStringField("sig", signature.signature().toBase64());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }
}

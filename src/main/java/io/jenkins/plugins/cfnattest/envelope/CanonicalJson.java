package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects whose members are all texts, in the one spelling of canonical JSON (RFC 8785): equal objects have equal bytes, and so one digest. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * The object's bytes: names sorted by UTF-16 units, no white space, only what must be escaped is.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form
     */
    public static Bytes write(Map<String, String> members) {
        // Sorted by the generator's caller: String's order is that of UTF-16 units, as RFC 8785, section 3.2.3, wants
        // it.
        SortedMap<String, String> sorted = new TreeMap<>(members);
        return Json.write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, String> member : sorted.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        });
    }

    /**
     * Reads such an object, and only in its canonical spelling.
     *
     * @param document how messages call it, as in "the entry"
     * @throws EnvelopeException (MALFORMED) when it is anything else
     */
    public static SortedMap<String, String> read(Bytes json, String document) throws EnvelopeException {
        SortedMap<String, String> members = Json.read(json, document).textByName();
        if (!write(members).equals(json)) {
            throw new EnvelopeException(
                    Kind.MALFORMED,
                    "Expected " + document + " in canonical JSON (RFC 8785), but it is spelled in another way.");
        }
        return members;
    }
}

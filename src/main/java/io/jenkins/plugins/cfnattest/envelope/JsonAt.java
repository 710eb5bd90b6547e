package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A value in a JSON document and where it stands, so that every complaint names the place. Whatever is not exactly of the wanted type is an error (MALFORMED).
 *
 * @param document how messages call the document
 * @param path the way from the root, put into words only when somebody complains
 * @param node the value
 */
record JsonAt(String document, Path path, JsonNode node) {
    private static final Pattern ANY_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z");

    /**
     * A way from the root, as in {@code signatures[0].sig}; empty for the root.
     *
     * @param above the way to what it is in; absent for the root
     * @param step the member's name, or the element's number
     */
    record Path(Optional<Path> above, Object step) {
        static final Path ROOT = new Path(Optional.empty(), "");

        Path to(Object next) {
            return new Path(Optional.of(this), next);
        }

        @Override
        public String toString() {
            if (above.isEmpty()) {
                return "";
            }
            String before = above.get().toString();
            if (step instanceof Integer) {
                return before + "[" + step + "]";
            }
            return before + (before.isEmpty() ? "" : ".") + Quoted.plain(step.toString());
        }
    }

    /** One element of a list, read. */
    @FunctionalInterface
    interface Reading<T> {
        T of(JsonAt element) throws EnvelopeException;
    }

    /** A member that must be there. */
    JsonAt member(String name) throws EnvelopeException {
        if (!has(name)) {
            throw expected("the member '" + name + "'", "none");
        }
        return at(name);
    }

    /** Whether this object has the member. */
    boolean has(String name) throws EnvelopeException {
        if (!node.isObject()) {
            throw wrongType("an object");
        }
        return node.has(name);
    }

    /** A text, which has a UTF-8 form. */
    String text() throws EnvelopeException {
        if (!node.isTextual()) {
            throw wrongType("a text");
        }
        return encodable(node.textValue());
    }

    /** A text that says something. */
    String filled() throws EnvelopeException {
        String text = text();
        if (text.isBlank()) {
            throw expected("a text that is not blank", Quoted.of(text));
        }
        return text;
    }

    /** A text of a closed set. */
    String oneOf(Set<String> words) throws EnvelopeException {
        String text = text();
        if (!words.contains(text)) {
            throw expected("one of " + String.join(", ", new TreeSet<>(words)), Quoted.of(text));
        }
        return text;
    }

    /** A whole number from 0 up. */
    int count() throws EnvelopeException {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw wrongType("a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return node.intValue();
    }

    /** True or false. */
    boolean flag() throws EnvelopeException {
        if (!node.isBoolean()) {
            throw wrongType("true or false");
        }
        return node.booleanValue();
    }

    /** Base64 of either alphabet. */
    Bytes base64() throws EnvelopeException {
        if (!node.isTextual()) {
            throw wrongType("base64 text");
        }
        return Base64Text.decodeEither(node.textValue())
                .orElseThrow(() -> expected(
                        "base64 (standard or URL-safe alphabet, no white space)",
                        "a text of " + node.textValue().length() + " characters that is not"));
    }

    /** A SHA-256 digest. */
    Digest digest() throws EnvelopeException {
        String hex = text();
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException e) {
            throw expected("a SHA-256 digest of 64 lower-case hex digits", Quoted.of(hex));
        }
    }

    /** The SHA-256 digest of a digest set; digests of other algorithms beside it are not looked at. */
    Digest sha256() throws EnvelopeException {
        return member("sha256").digest();
    }

    /** A time as RFC 3339 writes it, in UTC and with whole seconds; only the one spelling. */
    Instant time() throws EnvelopeException {
        String text = text();
        try {
            Instant time = Instant.parse(text);
            if (time.getNano() == 0 && time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below, with the place.
        }
        throw expected("a time like 2026-01-31T12:00:00Z", Quoted.of(text));
    }

    /** A time as other producers write it (in-toto "Timestamp": RFC 3339 in UTC), with a fraction of a second or without. */
    Instant anyTime() throws EnvelopeException {
        String text = text();
        if (ANY_TIME.matcher(text).matches()) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                // Said below, with the place.
            }
        }
        throw expected("a time like 2026-01-31T12:00:00.5Z", Quoted.of(text));
    }

    /** What a checked constructor makes of values from here; its complaint becomes one about this place. */
    <T> T made(Supplier<T> construction) throws EnvelopeException {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw new EnvelopeException(Kind.MALFORMED, place() + ": " + e.getMessage(), e);
        }
    }

    /** A member that need not be there; null is no absence. */
    <T> Optional<T> optional(String name, Reading<T> reading) throws EnvelopeException {
        return has(name) ? Optional.of(reading.of(at(name))) : Optional.empty();
    }

    /** A list, each element read. */
    <T> List<T> list(Reading<T> reading) throws EnvelopeException {
        if (!node.isArray()) {
            throw wrongType("a list");
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            list.add(reading.of(new JsonAt(document, path.to(i), node.get(i))));
        }
        return list;
    }

    /** A list of texts. */
    List<String> texts() throws EnvelopeException {
        return list(JsonAt::text);
    }

    /** An object whose members are all texts. */
    SortedMap<String, String> textByName() throws EnvelopeException {
        if (!node.isObject()) {
            throw wrongType("an object");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
            String name = encodable(members.next().getKey());
            texts.put(name, at(name).text());
        }
        return texts;
    }

    /** The complaint that something else was expected here. */
    EnvelopeException expected(String wanted, String found) {
        return new EnvelopeException(Kind.MALFORMED, place() + " expected " + wanted + ", but found " + found + ".");
    }

    private String place() {
        return path.above().isEmpty() ? "In " + document : "At " + path + " of " + document;
    }

    private EnvelopeException wrongType(String wanted) {
        return expected(wanted, describe());
    }

    private JsonAt at(String name) {
        return new JsonAt(document, path.to(name), node.get(name));
    }

    private String encodable(String text) throws EnvelopeException {
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw expected("text", "half a surrogate pair, which has no UTF-8 form");
        }
        return text;
    }

    private String describe() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case NUMBER -> "the number " + Quoted.plain(node.asText());
            case NULL -> "null";
            default -> "nothing";
        };
    }
}

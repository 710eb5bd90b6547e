package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes members of an object, each in the one form that all statements use. */
final class JsonMembers {
    private static final int LENGTH_OF_A_TIME = "2026-01-31T12:00:00Z".length();

    private JsonMembers() {}

    /** A digest set (in-toto) with the one algorithm used here. */
    static void digest(JsonGenerator json, String name, Digest digest) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("sha256", digest.hex());
        json.writeEndObject();
    }

    /** The same, if there is one. */
    static void digest(JsonGenerator json, String name, Optional<Digest> digest) throws IOException {
        if (digest.isPresent()) {
            digest(json, name, digest.get());
        }
    }

    /** A text, if there is one. */
    static void text(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    /**
     * A time in RFC 3339, UTC, whole seconds: a fraction is cut off. {@link Instant#toString} knows no locale.
     *
     * @throws IllegalArgumentException when its year has not four digits
     */
    static void time(JsonGenerator json, String name, Instant time) throws IOException {
        String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
        if (text.length() != LENGTH_OF_A_TIME) {
            throw new IllegalArgumentException("RFC 3339 has years of four digits, but " + name + " is " + text + ".");
        }
        json.writeStringField(name, text);
    }

    static void textByName(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void numbers(JsonGenerator json, String name, List<Integer> numbers) throws IOException {
        json.writeArrayFieldStart(name);
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    /** Writes what belongs to one element. */
    @FunctionalInterface
    interface Members<T> {
        void of(T element) throws IOException;
    }

    /** A list of objects; {@code members} writes what stands in one. */
    static <T> void objects(JsonGenerator json, String name, List<T> elements, Members<T> members) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            json.writeStartObject();
            members.of(element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

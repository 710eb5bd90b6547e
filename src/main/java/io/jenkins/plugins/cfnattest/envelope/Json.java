package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads JSON strictly (RFC 8259 in UTF-8, no duplicate members, nothing behind it, bounded in every direction) and writes it compactly. */
final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_NUMBER = 32;
    private static final long MOST_TOKENS = 1_000_000;
    private static final int LONGEST_ERROR_TOKEN = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(EnvelopeJson.LIMIT)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .errorReportConfiguration(ErrorReportConfiguration.builder()
                            .maxErrorTokenLength(LONGEST_ERROR_TOKEN)
                            .build())
                    // Names come from strangers: they have no place in tables that outlive the document.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads one JSON document.
     *
     * @param document how messages call it, as in "the envelope"
     * @throws EnvelopeException (MALFORMED) when it is larger than the largest envelope, not UTF-8, not JSON, or has a member twice
     */
    static JsonAt read(Bytes json, String document) throws EnvelopeException {
        if (json.size() > EnvelopeJson.LIMIT) {
            throw new EnvelopeException(
                    Kind.MALFORMED,
                    "Expected " + document + " of at most " + EnvelopeJson.LIMIT + " bytes, but found " + json.size()
                            + ".");
        }
        if (json.size() == 0) {
            throw new EnvelopeException(
                    Kind.MALFORMED, "Expected " + document + " in JSON, but found nothing: it is empty.");
        }
        try {
            return new JsonAt(document, JsonAt.Path.ROOT, tree(json.toCharacters()));
        } catch (CharacterCodingException e) {
            throw new EnvelopeException(
                    Kind.MALFORMED, "Expected " + document + " in UTF-8, but found bytes that are not UTF-8.", e);
        } catch (JsonProcessingException e) {
            throw new EnvelopeException(
                    Kind.MALFORMED,
                    "Expected " + document + " in well-formed JSON, but found at " + place(e.getLocation()) + ": "
                            + Quoted.plain(e.getOriginalMessage()) + ". It may be cut short or changed.",
                    e);
        }
    }

    /** From the array itself: a long text in it is not copied piece by piece then. */
    private static JsonNode tree(CharBuffer json) throws JsonProcessingException {
        try (JsonParser parser =
                MAPPER.createParser(json.array(), json.arrayOffset() + json.position(), json.remaining())) {
            JsonNode node = MAPPER.readTree(parser);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed.", e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null
                ? "an unknown place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** What writes the members of a document. */
    @FunctionalInterface
    interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    /**
     * One compact JSON text; characters beyond ASCII stand for themselves.
     *
     * @throws IllegalArgumentException when a text in it has no UTF-8 form
     */
    static Bytes write(Content content) {
        return Bytes.utf8(text(content));
    }

    /** The same as text, whether it has a UTF-8 form or not. */
    static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            content.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return text.toString();
    }
}

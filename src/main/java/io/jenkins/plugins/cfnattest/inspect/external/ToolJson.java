package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what a command answers: one JSON document in UTF-8, nothing behind it, no member twice, bounded in every direction. */
final class ToolJson {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_NUMBER = 32;
    private static final long MOST_TOKENS = 2_000_000;
    private static final int LONGEST_ERROR_TOKEN = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(InspectorConfig.LARGEST_OUTPUT_LIMIT)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .errorReportConfiguration(ErrorReportConfiguration.builder()
                            .maxErrorTokenLength(LONGEST_ERROR_TOKEN)
                            .build())
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ToolJson() {}

    static JsonNode read(InputStream output) throws InspectorException {
        try {
            JsonNode root = MAPPER.readTree(new InputStreamReader(output, StandardCharsets.UTF_8.newDecoder()));
            if (root.isMissingNode()) {
                throw new InspectorException(
                        "Expected JSON on standard output, but the command says nothing. Run it by hand to see why.");
            }
            return root;
        } catch (JsonProcessingException e) {
            // The parser's own message quotes what it read; the place is enough to find it.
            throw new InspectorException(
                    "Expected one whole JSON document on standard output, but it is malformed or cut" + " short"
                            + place(e.getLocation()) + ". Run the command by hand to see why.");
        } catch (CharacterCodingException e) {
            throw new InspectorException("Expected JSON in UTF-8 on standard output, but found other bytes.", e);
        } catch (IOException e) {
            throw new InspectorException("Expected JSON on standard output, but it cannot be read.", e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A text that must be there. */
    static String text(JsonNode object, String member, String where) throws InspectorException {
        JsonNode value = object.path(member);
        if (!value.isTextual()) {
            throw expected("a text as '" + member + "' of " + where);
        }
        return value.textValue();
    }

    /** A text, empty when it is not there. */
    static String textOr(JsonNode object, String member, String where) throws InspectorException {
        return isGiven(object.path(member)) ? text(object, member, where) : "";
    }

    /** A list that must be there. */
    static JsonNode list(JsonNode object, String member, String where) throws InspectorException {
        JsonNode value = object.path(member);
        if (!value.isArray()) {
            throw expected("a list as '" + member + "' of " + where);
        }
        return value;
    }

    /** A list, empty when it is not there. */
    static JsonNode listOr(JsonNode object, String member, String where) throws InspectorException {
        return isGiven(object.path(member)) ? list(object, member, where) : MAPPER.createArrayNode();
    }

    /** A line or column: from 1, 0 when it is not known. */
    static int place(JsonNode value) {
        return value.canConvertToInt() && value.isIntegralNumber() ? Math.max(0, value.intValue()) : 0;
    }

    static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    static InspectorException expected(String what) {
        return new InspectorException("Expected " + what
                + ", but the answer has none. Check the inspector's format and the program's version.");
    }
}

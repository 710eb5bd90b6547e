package io.jenkins.plugins.cfnattest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Machine output: one JSON object of maps, lists, strings, numbers and booleans. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** A JSON object of a file whose members are texts, numbers or booleans, as texts. */
    static Map<String, String> texts(Path file, String what, String text) throws CliException {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the file.
            throw CliException.usage(
                    "The " + what + " '" + file + "' should be a JSON object, but it is malformed at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".",
                    e);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            if (!member.getValue().isValueNode() || member.getValue().isNull()) {
                throw CliException.usage("'" + member.getKey() + "' of the " + what + " '" + file
                        + "' should be a text or a number, but is not.");
            }
            texts.put(member.getKey(), member.getValue().asText());
        }
        if (!root.isObject()) {
            throw CliException.usage("The " + what + " '" + file
                    + "' should be a JSON object of names and values, such as {\"spcm_threshold\": 30}, but is not.");
        }
        return texts;
    }

    static String pretty(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written as JSON.", e);
        }
    }
}

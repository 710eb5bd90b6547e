package io.jenkins.plugins.cfnattest.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads parameter values from JSON in one of three shapes: CloudFormation's list of {@code ParameterKey} and {@code ParameterValue}, an object with
 * the member {@code Parameters}, or a plain object of names and values.
 */
public final class ParameterFile {
    private static final int MOST_PLACES = 100;
    private static final String KEY = "ParameterKey";
    private static final String VALUE = "ParameterValue";
    private static final String WRAPPER = "Parameters";
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private ParameterFile() {}

    /**
     * The values by name; numbers and booleans as the text they are.
     *
     * @param name how messages call the file
     * @throws AttestException (INPUT) when it is not JSON of one of these shapes
     */
    public static Map<String, String> read(Bytes content, String name) throws AttestException {
        JsonNode root;
        try {
            root = MAPPER.readTree(content.toArray());
        } catch (JsonProcessingException e) {
            // Its text may quote a value, so only the place is told.
            throw problem(
                    name,
                    "is no JSON that can be read"
                            + (e.getLocation() == null
                                    ? ""
                                    : ", see line " + e.getLocation().getLineNr()) + ". Correct it.");
        } catch (IOException e) {
            throw problem(name, "cannot be read.");
        }
        if (root.isArray()) {
            return list(root, name);
        }
        if (root.isObject() && root.size() == 1 && root.path(WRAPPER).isObject()) {
            return object(root.get(WRAPPER), name);
        }
        if (root.isObject()) {
            return object(root, name);
        }
        throw problem(name, "should be an object of names and values, or a list of " + KEY + " and " + VALUE + ".");
    }

    private static Map<String, String> object(JsonNode members, String name) throws AttestException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            values.put(member.getKey(), text(member.getValue(), member.getKey(), name));
        }
        return values;
    }

    private static Map<String, String> list(JsonNode items, String name) throws AttestException {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode item : items) {
            if (!item.path(KEY).isTextual() || !item.has(VALUE)) {
                throw problem(
                        name,
                        "has an item without " + KEY + " and " + VALUE
                                + "; a value must be given, an earlier one cannot be reused.");
            }
            String key = item.get(KEY).textValue();
            if (values.put(key, text(item.get(VALUE), key, name)) != null) {
                throw problem(name, "names the parameter '" + key + "' twice.");
            }
        }
        return values;
    }

    private static String text(JsonNode value, String parameter, String name) throws AttestException {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.isBigDecimal() ? written(value.decimalValue(), parameter, name) : value.asText();
        }
        if (value.isBoolean()) {
            return value.asText();
        }
        throw problem(
                name,
                "should have a text, number or boolean for '" + parameter + "', but has "
                        + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + ".");
    }

    /** A few characters can ask for a thousand million zeros. */
    private static String written(BigDecimal number, String parameter, String name) throws AttestException {
        if (Math.abs((long) number.scale()) > MOST_PLACES) {
            throw problem(
                    name,
                    "should have a number of at most " + MOST_PLACES + " places for '" + parameter
                            + "', but has one with a larger exponent. Write it as a text.");
        }
        return number.toPlainString();
    }

    private static AttestException problem(String name, String what) {
        return new AttestException(AttestException.Kind.INPUT, "The parameter file '" + name + "' " + what);
    }
}

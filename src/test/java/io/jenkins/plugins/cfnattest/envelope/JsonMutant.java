package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON text in which exactly one thing is wrong.
 *
 * @param change what was done, and where
 * @param json the text
 */
public record JsonMutant(String change, String json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What can be done to a member of an object. */
    public enum Change {
        /** The member is gone. */
        REMOVE,
        /** The member stands there twice, with the same value. */
        DOUBLE,
        /** Its value is null. */
        NULL,
        /** Its value is of another type. */
        RETYPE,
        /** A member that nobody knows stands before it. */
        PRECEDE
    }

    /** The change made to each member in turn, those of nested objects too. */
    public static List<JsonMutant> of(String json, Change change) {
        try {
            JsonNode root = MAPPER.readTree(json);
            List<JsonMutant> mutants = new ArrayList<>();
            for (String path : paths(root, "")) {
                StringBuilder text = new StringBuilder();
                write(root, "", path, change, text);
                mutants.add(new JsonMutant(change + " " + path.substring(1), text.toString()));
            }
            return mutants;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> paths(JsonNode node, String path) {
        List<String> paths = new ArrayList<>();
        if (node.isObject()) {
            node.fields().forEachRemaining(member -> {
                String inner = path + "." + member.getKey();
                paths.add(inner);
                paths.addAll(paths(member.getValue(), inner));
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.addAll(paths(node.get(i), path + "[" + i + "]"));
        }
        return paths;
    }

    private static void write(JsonNode node, String path, String target, Change change, StringBuilder text) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.fields().forEachRemaining(member -> {
                String inner = path + "." + member.getKey();
                StringBuilder value = new StringBuilder();
                write(member.getValue(), inner, target, change, value);
                String name = quote(member.getKey()) + ":";
                if (inner.equals(target)) {
                    members.addAll(changed(member.getValue(), name, value.toString(), change));
                } else {
                    members.add(name + value);
                }
            });
            text.append('{').append(String.join(",", members)).append('}');
        } else if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                StringBuilder element = new StringBuilder();
                write(node.get(i), path + "[" + i + "]", target, change, element);
                elements.add(element.toString());
            }
            text.append('[').append(String.join(",", elements)).append(']');
        } else {
            text.append(node);
        }
    }

    private static List<String> changed(JsonNode value, String name, String text, Change change) {
        return switch (change) {
            case REMOVE -> List.of();
            case DOUBLE -> List.of(name + text, name + text);
            case NULL -> List.of(name + "null");
            case RETYPE -> List.of(name + (value.isTextual() ? "7" : "\"7\""));
            case PRECEDE -> List.of("\"unknown\":{\"deep\":[1,{}]}", name + text);
        };
    }

    private static String quote(String name) {
        return MAPPER.getNodeFactory().textNode(name).toString();
    }

    @Override
    public String toString() {
        return change;
    }
}

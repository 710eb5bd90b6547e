package io.jenkins.plugins.cfnattest.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of JSON Schema 2020-12 that the policy's schema uses; a keyword that is not known here is an error, so that none is overlooked.
 *
 * @param root the whole schema
 */
record SchemaCheck(JsonNode root) {
    private static final Set<String> SAID = Set.of("$schema", "$id", "$defs", "title", "description");

    /** What is wrong with the document; nothing if it fits. */
    List<String> complaints(JsonNode document) {
        List<String> complaints = new ArrayList<>();
        check(root, document, "$", complaints);
        return complaints;
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        List<String> complaints = new ArrayList<>();
        check(schema, value, "", complaints);
        return complaints.isEmpty();
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> complaints) {
        schema.properties().forEach(keyword -> {
            if (!SAID.contains(keyword.getKey())
                    && !holds(keyword.getKey(), keyword.getValue(), schema, value, at, complaints)) {
                complaints.add(at + " breaks " + keyword);
            }
        });
    }

    private boolean holds(
            String keyword, JsonNode argument, JsonNode schema, JsonNode value, String at, List<String> complaints) {
        return switch (keyword) {
            case "$ref" -> {
                check(root.at(argument.asText().substring(1)), value, at, complaints);
                yield true;
            }
            case "type" -> isA(argument.asText(), value);
            case "enum" -> contains(argument, value);
            case "pattern" ->
                !value.isTextual()
                        || Pattern.compile(argument.asText())
                                .matcher(value.asText())
                                .find();
            case "minimum" -> !value.isIntegralNumber() || value.longValue() >= argument.longValue();
            case "maximum" -> !value.isIntegralNumber() || value.longValue() <= argument.longValue();
            case "minItems" -> !value.isArray() || value.size() >= argument.intValue();
            case "minProperties" -> !value.isObject() || value.size() >= argument.intValue();
            case "uniqueItems" -> !value.isArray() || new HashSet<>(items(value)).size() == value.size();
            case "required" -> !value.isObject() || items(argument).stream().allMatch(name -> value.has(name.asText()));
            case "if" -> !fits(argument, value) || fits(schema.get("then"), value);
            case "then" -> schema.has("if");
            case "not" -> !fits(argument, value);
            case "oneOf" ->
                items(argument).stream().filter(one -> fits(one, value)).count() == 1;
            case "items" -> {
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    check(argument, value.get(i), at + "[" + i + "]", complaints);
                }
                yield true;
            }
            case "properties" -> {
                argument.properties().stream()
                        .filter(member -> value.has(member.getKey()))
                        .forEach(member -> check(
                                member.getValue(), value.get(member.getKey()), at + "." + member.getKey(), complaints));
                yield true;
            }
            case "propertyNames" -> {
                value.fieldNames()
                        .forEachRemaining(name -> check(
                                argument,
                                com.fasterxml.jackson.databind.node.TextNode.valueOf(name),
                                at + "." + name,
                                complaints));
                yield true;
            }
            case "additionalProperties" -> {
                value.properties().stream()
                        .filter(member -> !schema.path("properties").has(member.getKey()))
                        .forEach(member -> check(argument, member.getValue(), at + "." + member.getKey(), complaints));
                yield !argument.isBoolean()
                        || value.properties().stream()
                                .allMatch(member -> schema.path("properties").has(member.getKey()));
            }
            default -> throw new IllegalArgumentException("A keyword that nobody checks: " + keyword);
        };
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("A type that nobody checks: " + type);
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return items(list).contains(value);
    }

    private static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Parameter and condition values for a scan, from the documents that cfn_nag takes. */
final class ScanInputs {
    /** What cfn_nag takes the pseudo parameters for, unless the document says otherwise. */
    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::Partition", "aws",
            "AWS::NotificationARNs", "",
            "AWS::AccountId", "111111111111",
            "AWS::Region", "us-east-1",
            "AWS::StackId",
                    "arn:aws:cloudformation:us-east-1:111111111111:stack/stackname/51af3dc0-da77-11e4-872e-1234567db123",
            "AWS::StackName", "stackname",
            "AWS::NumberAZs", "2");

    private ScanInputs() {}

    /** Made when there is a document to read: the library takes longer to start than a small scan. */
    private static final class Json {
        private static final ObjectMapper MAPPER =
                new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Parameter values: none without a document, else given, else default, else pseudo. */
    static Map<String, String> parameters(Template template, Optional<String> document) throws TemplateException {
        if (document.isEmpty()) {
            return Map.of();
        }
        Map<String, String> given = given(document.get());
        Map<String, String> values = new HashMap<>(PSEUDO);
        values.replaceAll(given::getOrDefault);
        for (Parameter parameter : template.parameters().values()) {
            Optional<String> value =
                    Optional.ofNullable(given.get(parameter.name())).or(parameter::defaultValue);
            value.ifPresent(text -> values.put(parameter.name(), text));
        }
        return values;
    }

    /** The document that gives parameters these values. */
    static String document(Map<String, String> given) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode values = root.putObject("Parameters");
        given.forEach(values::put);
        return root.toString();
    }

    /** Values for the collections of loops: the given ones and defaults, for without any a loop would show nothing. */
    static Map<String, String> collections(Template template, Optional<String> document) throws TemplateException {
        Map<String, String> values = new HashMap<>(parameters(template, document));
        for (Parameter parameter : template.parameters().values()) {
            parameter.defaultValue().ifPresent(value -> values.putIfAbsent(parameter.name(), value));
            if (parameter.noEcho() || parameter.isLookup()) {
                values.remove(parameter.name());
            }
        }
        return values;
    }

    /** The values in a document, declared or not. */
    static Map<String, String> given(String document) throws TemplateException {
        JsonNode root = read(document, "parameter values");
        Map<String, String> values = new HashMap<>();
        if (root.path("Parameters").isObject()) {
            root.get("Parameters")
                    .fields()
                    .forEachRemaining(entry -> values.put(entry.getKey(), text(entry.getValue())));
            return values;
        }
        boolean pairs = root.isArray();
        for (JsonNode item : root) {
            pairs &= isGiven(item.path("ParameterKey")) && isGiven(item.path("ParameterValue"));
            values.put(text(item.path("ParameterKey")), text(item.path("ParameterValue")));
        }
        if (!pairs) {
            throw new TemplateException(
                    "Expected parameter values as a JSON object with the member Parameters, or as a list of ParameterKey and ParameterValue, but found neither.");
        }
        return values;
    }

    /** Condition values: every condition of the template is true unless the document says false. Others are not known, and count as false. */
    static Map<String, Boolean> conditions(Template template, Optional<String> document) throws TemplateException {
        Map<String, Boolean> values = new HashMap<>();
        if (template.conditions().entries().isEmpty()) {
            return values;
        }
        template.conditions().entries().keySet().forEach(name -> values.put(name, true));
        if (document.isPresent()) {
            JsonNode root = read(document.get(), "condition values");
            if (!root.isObject()) {
                throw new TemplateException(
                        "Expected condition values as a JSON object of names and true or false, but found something else.");
            }
            values.replaceAll((name, value) -> value && !isFalse(root.path(name)));
        }
        return values;
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !isFalse(value);
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode read(String document, String what) throws TemplateException {
        try {
            JsonNode root = Json.MAPPER.readTree(document);
            if (root.isMissingNode()) {
                throw new TemplateException("Expected a JSON document with " + what + ", but it is empty.");
            }
            return root;
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the document, which may hold secrets.
            throw new TemplateException("Expected a JSON document with " + what + ", but it is malformed at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ".");
        }
    }
}

package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules that a SARIF run describes (section 3.19.23), by which a result says its id, level and message when it does not do so itself. */
final class SarifRules {
    private static final String DEFAULT_LEVEL = "warning";
    private static final String GRAVEST = "error";

    private final List<JsonNode> ofDriver = new ArrayList<>();
    private final Map<String, JsonNode> byId = new TreeMap<>();
    private final boolean overridden;

    SarifRules(JsonNode run) throws InspectorException {
        JsonNode driver = run.path("tool").path("driver");
        ToolJson.text(driver, "name", "the tool's driver");
        ToolJson.listOr(driver, "rules", "the tool's driver").forEach(ofDriver::add);
        ofDriver.forEach(this::know);
        for (JsonNode extension : ToolJson.listOr(run.path("tool"), "extensions", "the tool")) {
            ToolJson.listOr(extension, "rules", "an extension").forEach(this::know);
        }
        boolean any = false;
        for (JsonNode invocation : ToolJson.listOr(run, "invocations", "a run")) {
            any |= !ToolJson.listOr(invocation, "ruleConfigurationOverrides", "an invocation")
                    .isEmpty();
        }
        this.overridden = any;
    }

    /** Of two rules with one id the first counts. */
    private void know(JsonNode rule) {
        byId.putIfAbsent(rule.path("id").asText(), rule);
    }

    /** The id of a result's rule, empty when it names none. */
    String id(JsonNode result) throws InspectorException {
        String own = ToolJson.textOr(result, "ruleId", "a result");
        if (!own.isEmpty()) {
            return own;
        }
        String referred = ToolJson.textOr(result.path("rule"), "id", "a result's rule");
        return referred.isEmpty()
                ? rule(result).map(rule -> rule.path("id").asText()).orElse("")
                : referred;
    }

    /** The name of a result's rule, or its id. */
    String name(JsonNode result) throws InspectorException {
        String id = id(result);
        return rule(result).map(rule -> rule.path("name").asText(id)).orElse(id);
    }

    /** The level of a result that does not say one: its rule's, the gravest where the run was configured otherwise than the rules say. */
    String level(JsonNode result) throws InspectorException {
        if (overridden) {
            return GRAVEST;
        }
        return rule(result)
                .map(rule -> rule.path("defaultConfiguration").path("level").asText(DEFAULT_LEVEL))
                .orElse(DEFAULT_LEVEL);
    }

    /** One of the messages of a result's rule, empty when there is none. */
    String message(JsonNode result, String messageId) throws InspectorException {
        return rule(result)
                .map(rule ->
                        rule.path("messageStrings").path(messageId).path("text").asText())
                .orElse("");
    }

    private Optional<JsonNode> rule(JsonNode result) throws InspectorException {
        JsonNode reference = result.path("rule");
        boolean elsewhere = ToolJson.isGiven(reference.path("toolComponent"));
        for (JsonNode index : List.of(result.path("ruleIndex"), reference.path("index"))) {
            if (!elsewhere && index.canConvertToInt() && index.intValue() >= 0 && index.intValue() < ofDriver.size()) {
                return Optional.of(ofDriver.get(index.intValue()));
            }
        }
        String own = ToolJson.textOr(result, "ruleId", "a result");
        String id = own.isEmpty() ? ToolJson.textOr(reference, "id", "a result's rule") : own;
        // Section 3.27.5: an id may go on, behind a slash, from that of its rule.
        for (String each = id; !each.isEmpty(); each = each.substring(0, Math.max(0, each.lastIndexOf('/')))) {
            if (byId.containsKey(each)) {
                return Optional.of(byId.get(each));
            }
        }
        return Optional.empty();
    }
}

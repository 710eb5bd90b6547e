package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON that cfn_nag_scan 0.8 prints: a list of {@code filename} and {@code file_results}, here of exactly one file. */
final class NagAnswer {
    private static final int FILES = 1;

    private NagAnswer() {}

    static void read(JsonNode root, PrivateFolder folder, Findings findings) throws InspectorException {
        if (!root.isArray() || root.size() != FILES) {
            throw new InspectorException("Expected cfn_nag's JSON, a list of exactly one file, but found "
                    + (root.isArray() ? "a list of " + root.size() : "something else")
                    + ". Check the inspector's format, and that its command names the template.");
        }
        JsonNode file = root.get(0);
        if (!folder.isTemplate(ToolJson.text(file, "filename", "the file"))) {
            throw new InspectorException(
                    "Expected results for the template, but found some for another file. Check the command's arguments.");
        }
        JsonNode results = file.path("file_results");
        for (JsonNode violation : ToolJson.list(results, "violations", "file_results")) {
            violation(violation, findings);
        }
        refuseContradiction(results, findings);
    }

    private static void violation(JsonNode violation, Findings findings) throws InspectorException {
        String id = ToolJson.text(violation, "id", "a violation");
        String message = ToolJson.text(violation, "message", "a violation");
        RuleType type = type(ToolJson.text(violation, "type", "a violation"));
        if (id.equals(Violation.FATAL)) {
            findings.fatal("It says: " + message);
            return;
        }
        findings.violation(id, ToolJson.textOr(violation, "name", "a violation"), type, message, places(violation));
    }

    private static RuleType type(String word) throws InspectorException {
        return switch (word) {
            case "FAIL" -> RuleType.FAIL;
            case "WARN" -> RuleType.WARN;
            default -> throw ToolJson.expected("FAIL or WARN as 'type' of a violation");
        };
    }

    private static List<Violation.Place> places(JsonNode violation) throws InspectorException {
        JsonNode ids = ToolJson.list(violation, "logical_resource_ids", "a violation");
        JsonNode lines = ToolJson.listOr(violation, "line_numbers", "a violation");
        JsonNode elements = ToolJson.listOr(violation, "element_types", "a violation");
        List<Violation.Place> places = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!ids.get(i).isTextual()) {
                throw ToolJson.expected("texts in 'logical_resource_ids' of a violation");
            }
            String element = "parameter".equals(elements.path(i).asText()) ? "parameter" : "resource";
            places.add(new Violation.Place(
                    PlainText.name(ids.get(i).textValue()), ToolJson.place(lines.path(i)), 0, "", element));
        }
        return places;
    }

    /** An answer that counts otherwise than it lists is half an answer. */
    private static void refuseContradiction(JsonNode results, Findings findings) throws InspectorException {
        JsonNode count = results.path("failure_count");
        if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() != findings.failureCount()) {
            throw new InspectorException("Expected the failure_count " + findings.failureCount()
                    + " that follows from the violations listed, but found another. The answer may be incomplete.");
        }
    }
}

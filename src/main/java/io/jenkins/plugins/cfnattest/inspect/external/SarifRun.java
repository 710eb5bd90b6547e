package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of a SARIF document: its results, and the rules that tell what they leave open. */
final class SarifRun {
    private static final Set<String> NO_FINDING = Set.of("pass", "informational", "notApplicable");
    private static final String WHERE = "a result";

    private final SarifRules rules;
    private final PrivateFolder folder;
    private final Findings findings;
    private final JsonNode artifacts;

    SarifRun(JsonNode run, PrivateFolder folder, Findings findings) throws InspectorException {
        this.rules = new SarifRules(run);
        this.folder = folder;
        this.findings = findings;
        this.artifacts = ToolJson.listOr(run, "artifacts", "a run");
    }

    /** Takes one result (section 3.27). */
    void result(JsonNode result) throws InspectorException {
        if (!result.isObject()) {
            throw ToolJson.expected("objects in 'results' of a run");
        }
        findings.mention();
        List<Violation.Place> places = places(result);
        Optional<RuleType> type = type(result);
        if (type.isEmpty()) {
            return;
        }
        String rule = rules.id(result);
        Optional<String> reason = suppression(result);
        if (reason.isPresent()) {
            findings.suppressed(rule, places.isEmpty() ? "" : places.get(0).logicalResourceId(), reason.get());
        } else {
            findings.violation(rule, rules.name(result), type.get(), message(result), places);
        }
    }

    /** Section 3.27.9 and 3.27.10: what is open or to be reviewed was not decided, so it fails. */
    private Optional<RuleType> type(JsonNode result) throws InspectorException {
        String kind = ToolJson.textOr(result, "kind", WHERE);
        if (NO_FINDING.contains(kind)
                || "absent".equals(result.path("baselineState").asText())) {
            return Optional.empty();
        }
        if (!kind.isEmpty() && !kind.equals("fail")) {
            return Optional.of(RuleType.FAIL);
        }
        String level = ToolJson.textOr(result, "level", WHERE);
        return switch (level.isEmpty() ? rules.level(result) : level) {
            case "error" -> Optional.of(RuleType.FAIL);
            case "warning" -> Optional.of(RuleType.WARN);
            case "note", "none" -> Optional.empty();
            default -> throw ToolJson.expected("error, warning, note or none as 'level' of " + WHERE);
        };
    }

    /** Section 3.27.23: a result is suppressed when there are suppressions and none of them is rejected or under review. */
    private static Optional<String> suppression(JsonNode result) throws InspectorException {
        JsonNode suppressions = ToolJson.listOr(result, "suppressions", WHERE);
        List<String> reasons = new ArrayList<>();
        for (JsonNode suppression : suppressions) {
            if (!suppression.path("status").asText("accepted").equals("accepted")) {
                return Optional.empty();
            }
            reasons.add(ToolJson.textOr(suppression, "justification", "a suppression"));
        }
        return suppressions.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private String message(JsonNode result) throws InspectorException {
        JsonNode message = result.path("message");
        if (message.path("text").isTextual()) {
            return message.get("text").textValue();
        }
        if (message.path("markdown").isTextual()) {
            return message.get("markdown").textValue();
        }
        String text = rules.message(result, message.path("id").asText());
        if (text.isEmpty()) {
            throw ToolJson.expected("a message of " + WHERE);
        }
        return text;
    }

    private List<Violation.Place> places(JsonNode result) throws InspectorException {
        List<Violation.Place> places = new ArrayList<>();
        for (JsonNode location : ToolJson.listOr(result, "locations", WHERE)) {
            JsonNode physical = location.path("physicalLocation");
            refuseOtherFile(physical.path("artifactLocation"));
            JsonNode region = physical.path("region");
            int line = ToolJson.place(region.path("startLine"));
            String resource = resource(location);
            if (line > 0 || !resource.isEmpty()) {
                places.add(new Violation.Place(
                        PlainText.name(resource), line, ToolJson.place(region.path("startColumn")), "", "resource"));
            }
        }
        return places;
    }

    private static String resource(JsonNode location) throws InspectorException {
        JsonNode logical =
                ToolJson.listOr(location, "logicalLocations", "a location").path(0);
        String name = ToolJson.textOr(logical, "name", "a logical location");
        return name.isEmpty() ? ToolJson.textOr(logical, "fullyQualifiedName", "a logical location") : name;
    }

    /** Section 3.4: a URI, or the index of an artifact that has one. */
    private void refuseOtherFile(JsonNode location) throws InspectorException {
        JsonNode index = location.path("index");
        JsonNode holder = !ToolJson.isGiven(location.path("uri")) && index.canConvertToInt() && index.intValue() >= 0
                ? artifacts.path(index.intValue()).path("location")
                : location;
        String uri = ToolJson.textOr(holder, "uri", "an artifact's location");
        if (!uri.isEmpty() && !folder.isTemplate(SarifUri.path(uri))) {
            throw new InspectorException(
                    "Expected results for the template, but found one for another file. Check the command's arguments.");
        }
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The rules as SARIF describes them (section 3.49, reportingDescriptor), under the names that cfn_nag gives its own. */
final class SarifRules {
    private static final String PREFIX = "CFN_NAG_";
    private static final String HELP = "https://github.com/jenkinsci/cfn-attestation-plugin/blob/main/docs/rules.md";
    private static final RuleText FATAL = new RuleText(
            "Every file is a CloudFormation template in JSON or YAML that can be read and inspected as a whole.",
            "This is no template that can be inspected as a whole",
            "correct what the message names",
            "What cannot be inspected cannot be called compliant, whatever it holds.");

    private final List<Rule> rules;
    private final Map<String, Integer> indexes = new HashMap<>();

    SarifRules(RuleSet applied) {
        this.rules = applied.rules();
        rules.forEach(rule -> indexes.put(rule.id(), indexes.size()));
        indexes.put(Violation.FATAL, indexes.size());
    }

    /** {@code CFN_NAG_F1} for a rule of cfn_nag and {@code CFN_NAG_FATAL}; any other id as it is. */
    static String id(String id) {
        return id.equals(Violation.FATAL) || id.matches("[FW][0-9]+") ? PREFIX + id : id;
    }

    static String level(RuleType type) {
        return type == RuleType.FAIL ? "error" : "warning";
    }

    /** Where the rule stands in the list; empty when it is none of the applied ones, such as an external inspector's. */
    Optional<Integer> index(String id) {
        return Optional.ofNullable(indexes.get(id));
    }

    /** How grave a rule is, if it is known here. */
    Optional<RuleType> type(String id) {
        return index(id).map(index -> index < rules.size() ? rules.get(index).type() : RuleType.FAIL);
    }

    /** What a rule that was not allowed to report would have said. */
    String message(String id) {
        return index(id)
                .filter(index -> index < rules.size())
                .map(index -> rules.get(index).message())
                .orElse("");
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rules");
        for (Rule rule : rules) {
            start(json, rule.id(), rule.name(), rule.type(), rule.text());
            json.writeObjectFieldStart("properties");
            JsonText.texts(json, "tags", List.of("security", "cloudformation"));
            json.writeStringField("type", rule.type().name());
            json.writeNumberField("version", rule.version());
            JsonText.texts(json, "resourceTypes", new TreeSet<>(rule.types()));
            if (rule.hardens().isPresent()) {
                json.writeStringField("hardens", rule.hardens().get());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        start(json, Violation.FATAL, "TemplateCannotBeInspected", RuleType.FAIL, FATAL);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void start(JsonGenerator json, String id, String name, RuleType type, RuleText text)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id(id));
        json.writeStringField("name", name);
        writeText(json, "shortDescription", text.problem() + ".");
        writeText(json, "fullDescription", text.looksFor());
        json.writeObjectFieldStart("help");
        json.writeStringField(
                "text",
                text.looksFor() + "\n\nWhy it matters: " + text.rationale() + "\n\nWhat to do: " + text.remedy() + ".");
        json.writeStringField(
                "markdown",
                text.looksFor() + "\n\n**Why it matters:** " + text.rationale() + "\n\n**What to do:** " + text.remedy()
                        + ".");
        json.writeEndObject();
        json.writeStringField("helpUri", HELP + "#" + id.toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(type));
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}

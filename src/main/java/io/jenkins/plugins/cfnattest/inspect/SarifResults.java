package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cfnattest.template.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The results of one file (SARIF 2.1.0, section 3.27), one for each violation and resource. */
final class SarifResults {
    /** For a reader that compares runs; its number changes with what goes into it. */
    private static final String FINGERPRINT = "cfnAttestFinding/v1";

    private static final Position START = new Position(1, 1);

    private final JsonGenerator json;
    private final SarifRules rules;
    private final ArtifactUri uri;
    private final Map<String, Integer> occurrences = new HashMap<>();

    SarifResults(JsonGenerator json, SarifRules rules, ArtifactUri uri) {
        this.json = json;
        this.rules = rules;
        this.uri = uri;
    }

    void write(FileReport file) throws IOException {
        for (Violation violation : file.violations()) {
            if (violation.places().isEmpty()) {
                start(violation.id(), SarifRules.level(violation.type()), violation.message());
                writeLocations(violation.position().orElse(START));
                writeFingerprint(violation.id(), "", "");
                json.writeEndObject();
            }
            for (Violation.Place place : violation.places()) {
                start(violation.id(), SarifRules.level(violation.type()), place.sentence(violation.message()));
                writeLocations(place);
                writeFingerprint(violation.id(), place.logicalResourceId(), place.propertyPath());
                json.writeEndObject();
            }
        }
        for (FileReport.Remark remark : file.suppressed()) {
            writeSuppressed(remark);
        }
        for (FileReport.Remark remark : file.notEvaluated()) {
            writeOpen(remark);
        }
    }

    private void writeSuppressed(FileReport.Remark remark) throws IOException {
        Violation.Place place = remark.place();
        String message = rules.message(remark.subject());
        start(
                remark.subject(),
                SarifRules.level(rules.type(remark.subject()).orElse(RuleType.WARN)),
                message.isEmpty() ? place.sentence("suppressed by the template.") : place.sentence(message));
        writeLocations(place);
        writeFingerprint(remark.subject(), place.logicalResourceId(), place.propertyPath());
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", "inSource");
        if (!remark.text().isEmpty()) {
            json.writeStringField("justification", remark.text());
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Section 3.27.9: a result of the kind {@code open} could not be decided, and then its level is {@code none}. */
    private void writeOpen(FileReport.Remark remark) throws IOException {
        Violation.Place place = remark.place();
        start(remark.subject(), "none", place.sentence("could not be decided, " + remark.text() + "."));
        json.writeStringField("kind", "open");
        writeLocations(place);
        writeFingerprint(remark.subject(), place.logicalResourceId(), place.propertyPath());
        json.writeEndObject();
    }

    private void start(String ruleId, String level, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", SarifRules.id(ruleId));
        Optional<Integer> index = rules.index(ruleId);
        if (index.isPresent()) {
            json.writeNumberField("ruleIndex", index.get());
        }
        json.writeStringField("level", level);
        writeMessage(json, message);
    }

    /** Section 3.11.6: brackets before parentheses would be a link, and what stands in them may come from the template. */
    static void writeMessage(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("text", text.replace("](", "] ("));
        json.writeEndObject();
    }

    private void writeLocations(Position position) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        writePhysical(json, uri, position.line(), position.column());
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeLocations(Violation.Place place) throws IOException {
        json.writeArrayFieldStart("locations");
        writeLocation(json, uri, place);
        json.writeEndArray();
    }

    static void writeLocation(JsonGenerator json, ArtifactUri uri, Violation.Place place) throws IOException {
        json.writeStartObject();
        writePhysical(json, uri, place.line(), place.column());
        if (!place.logicalResourceId().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("name", place.logicalResourceId());
            json.writeStringField("fullyQualifiedName", place.logicalResourceId() + place.propertyPath());
            json.writeStringField("kind", place.elementType());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writePhysical(JsonGenerator json, ArtifactUri uri, int line, int column) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri.uri());
        if (uri.relative()) {
            json.writeStringField("uriBaseId", "%SRCROOT%");
        }
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", Math.max(1, line));
        json.writeNumberField("startColumn", Math.max(1, column));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The same as long as file, rule, resource and property are, on whatever line; the n-th of equal ones is the n-th. */
    private void writeFingerprint(String ruleId, String logicalId, String path) throws IOException {
        String subject = String.join("\n", uri.uri(), ruleId, logicalId, path);
        int occurrence = occurrences.merge(subject, 1, Integer::sum);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(FINGERPRINT, digest(subject + "\n" + Integer.toString(occurrence)));
        json.writeEndObject();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

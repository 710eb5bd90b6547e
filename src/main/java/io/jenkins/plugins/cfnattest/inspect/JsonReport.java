package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Scan results as cfn_nag prints them with {@code --output-format json}, and after its members those that it lacks. */
public final class JsonReport {
    private JsonReport() {}

    /** Writes a list of {@code filename} and {@code file_results}, pretty printed, with a line end. */
    public static void write(Writer out, Map<String, ScanResult> results) throws IOException {
        try (JsonGenerator json = JsonText.pretty(out)) {
            json.writeStartArray();
            for (Map.Entry<String, ScanResult> file : results.entrySet()) {
                json.writeStartObject();
                json.writeStringField("filename", file.getKey());
                json.writeObjectFieldStart("file_results");
                json.writeNumberField("failure_count", file.getValue().failureCount());
                json.writeArrayFieldStart("violations");
                for (Violation violation : file.getValue().violations()) {
                    write(json, violation);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.write('\n');
    }

    private static void write(JsonGenerator json, Violation violation) throws IOException {
        List<Violation.Place> places = violation.places();
        json.writeStartObject();
        json.writeStringField("id", violation.id());
        json.writeStringField("name", violation.name());
        json.writeStringField("type", violation.type().name());
        json.writeStringField("message", violation.message());
        if (violation.inspector().isPresent()) {
            json.writeStringField("inspector", violation.inspector().get());
        }
        JsonText.texts(
                json,
                "logical_resource_ids",
                places.stream().map(Violation.Place::logicalResourceId).toList());
        JsonText.numbers(
                json, "line_numbers", places.stream().map(Violation.Place::line).toList());
        JsonText.texts(
                json,
                "element_types",
                places.stream().map(Violation.Place::elementType).toList());
        JsonText.numbers(
                json, "columns", places.stream().map(Violation.Place::column).toList());
        JsonText.texts(
                json,
                "property_paths",
                places.stream().map(Violation.Place::propertyPath).toList());
        json.writeEndObject();
    }
}

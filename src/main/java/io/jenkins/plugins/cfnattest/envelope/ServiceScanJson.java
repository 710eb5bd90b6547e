package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The JSON form of a scan by the 2020 service, the members in its order: {@code violations} (the whole results), {@code template}, {@code rules}. */
final class ServiceScanJson {
    private static final Set<String> TYPES = Set.of("FAIL", "WARN");

    private ServiceScanJson() {}

    static ServiceScan read(JsonAt scan) throws EnvelopeException {
        JsonAt results = scan.member("violations");
        return new ServiceScan(
                new ServiceScan.Results(
                        results.member("failure_count").count(),
                        results.member("violations").list(ServiceScanJson::violation)),
                scan.member("template").text(),
                scan.member("rules").texts());
    }

    private static ServiceScan.Violation violation(JsonAt violation) throws EnvelopeException {
        // Ruby writes what the template says: a logical id may be a number there, and a line unknown.
        List<String> ids = violation
                .member("logical_resource_ids")
                .list(id -> id.node().isNumber() || id.node().isBoolean()
                        ? id.node().asText()
                        : id.text());
        List<Integer> lines =
                violation.member("line_numbers").list(line -> line.node().isNull() ? 0 : line.count());
        List<String> elements =
                violation.member("element_types").list(element -> element.node().isNull() ? "" : element.text());
        if (lines.size() != ids.size() || elements.size() != ids.size()) {
            throw violation.expected("lists of one size", ids.size() + ", " + lines.size() + ", " + elements.size());
        }
        return new ServiceScan.Violation(
                violation.member("id").text(),
                violation.member("name").text(),
                violation.member("type").oneOf(TYPES),
                violation.member("message").text(),
                ids,
                lines,
                elements);
    }

    static void write(JsonGenerator json, ServiceScan scan) throws IOException {
        json.writeStartObject();
        json.writeFieldName("violations");
        results(json, scan.results());
        json.writeStringField("template", scan.template());
        texts(json, "rules", scan.rules());
        json.writeEndObject();
    }

    static void results(JsonGenerator json, ServiceScan.Results results) throws IOException {
        json.writeStartObject();
        json.writeNumberField("failure_count", results.failureCount());
        json.writeArrayFieldStart("violations");
        for (ServiceScan.Violation violation : results.violations()) {
            json.writeStartObject();
            json.writeStringField("id", violation.id());
            json.writeStringField("name", violation.name());
            json.writeStringField("type", violation.type());
            json.writeStringField("message", violation.message());
            texts(json, "logical_resource_ids", violation.logicalResourceIds());
            json.writeArrayFieldStart("line_numbers");
            for (int line : violation.lineNumbers()) {
                json.writeNumber(line);
            }
            json.writeEndArray();
            texts(json, "element_types", violation.elementTypes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Scan results as cfn_nag prints them with {@code --output-format json}. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReport() {}

    /** A list of {@code filename} and {@code file_results}, pretty printed, with a line end. */
    public static String of(Map<String, ScanResult> results) {
        ArrayNode files = NODES.arrayNode();
        results.forEach((filename, result) -> files.addObject()
                .put("filename", filename)
                .set("file_results", results(result.failureCount(), result.violations())));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(files) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can always be written.", e);
        }
    }

    /** {@code failure_count} and {@code violations} of one template. */
    public static ObjectNode results(int failureCount, List<Violation> violations) {
        ObjectNode results = NODES.objectNode().put("failure_count", failureCount);
        ArrayNode all = results.putArray("violations");
        violations.forEach(violation -> all.add(violation(violation)));
        return results;
    }

    private static ObjectNode violation(Violation violation) {
        ObjectNode node = NODES.objectNode()
                .put("id", violation.id())
                .put("name", violation.name())
                .put("type", violation.type().name())
                .put("message", violation.message());
        violation.inspector().ifPresent(name -> node.put("inspector", name));
        ArrayNode ids = node.putArray("logical_resource_ids");
        ArrayNode lines = node.putArray("line_numbers");
        ArrayNode elements = node.putArray("element_types");
        for (Violation.Place place : violation.places()) {
            ids.add(place.logicalResourceId());
            lines.add(place.line());
            elements.add(place.elementType());
        }
        return node;
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning pages and for Jenkins' Warnings plugin. Unlike cfn_nag's it also holds
 * what could not be inspected ({@code CFN_NAG_FATAL}), what was suppressed, and what could not be decided.
 */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://plugins.jenkins.io/cfn-attestation/";

    private SarifReport() {}

    /**
     * Writes one run.
     *
     * @param rules the rules that were applied; all of them are described, found or not
     * @param version of this program
     * @param folder where file names start and against which they are made relative: the root of the sources
     */
    public static void write(Writer out, RuleSet rules, String version, Path folder, List<FileReport> files)
            throws IOException {
        SarifRules described = new SarifRules(rules);
        try (JsonGenerator json = JsonText.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            writeTool(json, described, version);
            writeInvocation(json, files, folder);
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
            for (FileReport file : files) {
                new SarifResults(json, described, ArtifactUri.of(folder, file.filename())).write(file);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void writeTool(JsonGenerator json, SarifRules rules, String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "cfn-attest");
        json.writeStringField("semanticVersion", version);
        json.writeStringField("informationUri", HOME);
        rules.write(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Whether every file could be inspected, and which content nobody saw because it is fetched later. */
    private static void writeInvocation(JsonGenerator json, List<FileReport> files, Path folder) throws IOException {
        boolean complete =
                files.stream().flatMap(file -> file.violations().stream()).noneMatch(Violation::isFatal);
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", complete);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (FileReport file : files) {
            ArtifactUri uri = ArtifactUri.of(folder, file.filename());
            for (FileReport.Remark remark : file.notInspected()) {
                json.writeStartObject();
                json.writeStringField("level", "note");
                SarifResults.writeMessage(
                        json,
                        remark.place().where() + ": this content (" + remark.subject()
                                + ") is fetched at the deployment and was not inspected.");
                json.writeArrayFieldStart("locations");
                SarifResults.writeLocation(json, uri, remark.place());
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}

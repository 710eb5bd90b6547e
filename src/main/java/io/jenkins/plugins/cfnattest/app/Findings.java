package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.inspect.FileReport;
import io.jenkins.plugins.cfnattest.inspect.FileReport.Remark;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.SarifReport;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.Violation.Place;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What attestations found, for people and for the programs of others. Made from what was signed, whoever inspected. */
public final class Findings {
    private static final Position START = new Position(1, 1);

    private final List<FileReport> files = new ArrayList<>();
    private final Set<String> applied = new HashSet<>();

    /** A sentence for each place of a violation: where it is, what is wrong and what to do. */
    public static List<String> sentences(ViolationRef violation) {
        return violation(violation).sentences();
    }

    /** A sentence for what could not be decided: which rule, on which resource, why. */
    public static String sentence(NotEvaluatedRef entry) {
        String rule = entry.ruleId().equals(Inspector.EVERY_RULE) ? "every rule" : entry.ruleId();
        String where = entry.logicalResourceId().isEmpty() ? "" : " on " + entry.logicalResourceId();
        return rule + where + ": " + entry.reason();
    }

    /** The SARIF of one attestation. {@code name}: the template's path from the root of the sources. */
    public static Bytes sarif(String name, Bytes template, Attestation attestation) {
        Findings findings = new Findings();
        findings.add(name, template, attestation);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            findings.writeSarif(out, Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written to.", e);
        }
        return Bytes.of(out.toByteArray());
    }

    /** Adds an attestation. {@code name}: the template's path as people name it. */
    public void add(String name, Bytes template, Attestation attestation) {
        Result result = attestation.result();
        Map<String, Position> positions = positions(template);
        attestation
                .statement()
                .ifPresent(statement ->
                        statement.ruleSet().rules().stream().map(RuleRef::id).forEach(applied::add));
        files.add(new FileReport(
                name,
                result.violations().stream().map(Findings::violation).toList(),
                result.suppressed().stream()
                        .map(one ->
                                new Remark(one.ruleId(), place(positions, one.logicalResourceId(), ""), one.reason()))
                        .toList(),
                result.notEvaluated().stream()
                        .map(one ->
                                new Remark(one.ruleId(), place(positions, one.logicalResourceId(), ""), one.reason()))
                        .toList(),
                result.notInspected().stream()
                        .map(one -> new Remark(one.kind(), place(positions, one.logicalResourceId(), one.path()), ""))
                        .toList()));
    }

    /** Writes all as SARIF and leaves {@code out} open. {@code folder}: what names are relative to. */
    public void writeSarif(OutputStream out, Path folder) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        SarifReport.write(writer, rules(), Product.version(), folder, files);
        writer.flush();
    }

    /** Those that the statements name; all of cfn_nag's when none does, as in the format of 2020. */
    private RuleSet rules() {
        return applied.isEmpty()
                ? Catalogue.cfnNag()
                : RuleSet.of(Catalogue.all().rules().stream()
                        .filter(rule -> applied.contains(rule.id()))
                        .toList());
    }

    private static Violation violation(ViolationRef ref) {
        List<Place> places = IntStream.range(0, ref.logicalResourceIds().size())
                .mapToObj(i -> new Place(
                        ref.logicalResourceIds().get(i),
                        ref.lineNumbers().get(i),
                        ref.columns().get(i),
                        ref.propertyPaths().get(i),
                        "resource"))
                .toList();
        RuleType type = RuleType.WARN.name().equals(ref.type()) ? RuleType.WARN : RuleType.FAIL;
        return new Violation(ref.id(), ref.id(), type, ref.message(), places);
    }

    private static Place place(Map<String, Position> positions, String logicalId, String path) {
        Position position = positions.getOrDefault(logicalId, START);
        return new Place(logicalId, position.line(), position.column(), path, "resource");
    }

    /** Where the resources stand; nowhere when the template cannot be read, which the result then says. */
    private static Map<String, Position> positions(Bytes template) {
        Map<String, Position> positions = new HashMap<>();
        try {
            Template.parse(template.toArray())
                    .resources()
                    .forEach((logicalId, resource) -> positions.put(logicalId, resource.position()));
        } catch (TemplateException e) {
            return Map.of();
        }
        return positions;
    }
}

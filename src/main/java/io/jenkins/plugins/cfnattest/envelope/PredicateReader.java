package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the inspection predicate. Each member of the specification must be there: a list that is absent is no empty list. */
final class PredicateReader {
    private static final Set<String> TYPES = Set.of("FAIL", "WARN");
    private static final Set<String> VERDICTS = Set.of("FAIL", "INCOMPLETE", "WARN", "PASS");
    private static final Set<String> EVALUATIONS = Set.of("EFFECTIVE", "ALL", "CFN_NAG");
    private static final Set<String> MEDIA_TYPES = Set.of("application/json", "application/yaml");

    private PredicateReader() {}

    static InspectionPredicate read(JsonAt predicate) throws EnvelopeException {
        List<InspectorRef> inspectors = inspectors(predicate.member("inspectors"));
        return new InspectionPredicate(
                inspectors,
                ruleSet(predicate.member("ruleSet")),
                inputs(predicate.member("inputs")),
                template(predicate.member("template")),
                result(predicate.member("result"), names(inspectors)),
                invocation(predicate.member("invocation")),
                predicate.member("inspectedAt").time(),
                predicate.member("expiresAt").time());
    }

    private static List<InspectorRef> inspectors(JsonAt inspectors) throws EnvelopeException {
        List<InspectorRef> list = inspectors.list(inspector -> new InspectorRef(
                inspector.member("name").text(),
                inspector.member("implementation").text(),
                inspector.member("version").text()));
        if (list.isEmpty()) {
            throw inspectors.expected("at least one inspector", "none");
        }
        return list;
    }

    private static Set<String> names(List<InspectorRef> inspectors) {
        return inspectors.stream().map(InspectorRef::name).collect(Collectors.toSet());
    }

    private static RuleSetRef ruleSet(JsonAt ruleSet) throws EnvelopeException {
        return new RuleSetRef(
                ruleSet.member("digest").sha256(),
                ruleSet.member("rules")
                        .list(rule -> new RuleRef(
                                rule.member("id").text(),
                                rule.member("type").oneOf(TYPES),
                                rule.member("version").count())),
                ruleSet.member("arguments").textByName(),
                ruleSet.member("denied").texts());
    }

    private static Inputs inputs(JsonAt inputs) throws EnvelopeException {
        return new Inputs(
                inputs.member("parameters").textByName(),
                inputs.member("withheld").texts(),
                inputs.member("evaluation").oneOf(EVALUATIONS));
    }

    private static EmbeddedTemplate template(JsonAt template) throws EnvelopeException {
        Bytes content = template.member("content").base64();
        JsonAt size = template.member("size");
        if (size.count() != content.size()) {
            throw size.expected(
                    "the size of the template's content, " + content.size(), Integer.toString(size.count()));
        }
        return new EmbeddedTemplate(content, template.member("mediaType").oneOf(MEDIA_TYPES));
    }

    private static Result result(JsonAt result, Set<String> inspectors) throws EnvelopeException {
        return new Result(
                result.member("verdict").oneOf(VERDICTS),
                result.member("failureCount").count(),
                result.member("warningCount").count(),
                result.member("violations").list(violation -> violation(violation, inspectors)),
                result.member("suppressed")
                        .list(suppressed -> new SuppressedRef(
                                suppressed.member("ruleId").text(),
                                suppressed.member("logicalResourceId").text(),
                                suppressed.member("reason").text())),
                result.member("notInspected")
                        .list(content -> new NotInspectedRef(
                                content.member("kind").text(),
                                content.member("logicalResourceId").text(),
                                content.member("path").text())),
                result.member("notEvaluated")
                        .list(rule -> new NotEvaluatedRef(
                                rule.member("ruleId").text(),
                                rule.member("logicalResourceId").text(),
                                rule.member("reason").text())));
    }

    private static ViolationRef violation(JsonAt violation, Set<String> inspectors) throws EnvelopeException {
        List<String> ids = violation.member("logicalResourceIds").texts();
        return new ViolationRef(
                violation.member("id").text(),
                violation.member("type").oneOf(TYPES),
                violation.member("message").text(),
                ids,
                parallel(violation.member("lineNumbers"), JsonAt::count, ids),
                parallel(violation.member("columns"), JsonAt::count, ids),
                parallel(violation.member("propertyPaths"), JsonAt::text, ids),
                inspector(violation, inspectors));
    }

    /** Who found it: one of those the statement lists, whose name begins the id; nobody for the built-in rules. */
    private static Optional<String> inspector(JsonAt violation, Set<String> inspectors) throws EnvelopeException {
        if (!violation.has("inspector")) {
            return Optional.empty();
        }
        String name = violation.member("inspector").oneOf(inspectors);
        JsonAt id = violation.member("id");
        if (!id.text().startsWith(name + ":")) {
            throw id.expected("an id that begins with its inspector, " + Quoted.of(name + ":"), Quoted.of(id.text()));
        }
        return Optional.of(name);
    }

    private static <T> List<T> parallel(JsonAt at, JsonAt.Reading<T> reading, List<String> ids)
            throws EnvelopeException {
        List<T> list = at.list(reading);
        if (list.size() != ids.size()) {
            throw at.expected("as many as logicalResourceIds, " + ids.size(), Integer.toString(list.size()));
        }
        return list;
    }

    private static Invocation invocation(JsonAt invocation) throws EnvelopeException {
        return new Invocation(
                invocation.member("authenticated").textByName(),
                invocation.member("claimed").textByName());
    }
}

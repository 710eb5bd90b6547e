package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A scan of what would be deployed ({@link Evaluation#EFFECTIVE}, {@link Evaluation#ALL}). A rule that could not be decided is a
 * {@code FATAL} violation, since a report without it would read as if all were well.
 */
final class DeploymentScan {
    private static final int SHOWN = 5;

    private DeploymentScan() {}

    /** @throws TemplateException when these bytes are no template, or the documents do not fit it */
    static ScanResult of(RuleSet rules, byte[] content, ScanOptions options) throws TemplateException {
        if (options.conditionValues().isPresent()) {
            throw new TemplateException("Expected condition values for the evaluation CFN_NAG only, but found some for "
                    + options.evaluation() + ", which evaluates the conditions itself. Leave them out.");
        }
        Template template = Template.parse(content);
        Inspection inspection = new Inspector(rules)
                .inspect(template, parameters(template, options), options.evaluation(), options.allowSuppression());
        List<Violation> violations = new ArrayList<>(inspection.violations());
        undecided(inspection).forEach(message -> violations.add(Violation.fatal(message)));
        return new ScanResult(violations, inspection.suppressed(), notInspected(inspection));
    }

    private static EffectiveParameters parameters(Template template, ScanOptions options) throws TemplateException {
        Map<String, String> given = new TreeMap<>();
        Map<String, String> pseudo = new TreeMap<>();
        Set<String> secret = new HashSet<>();
        if (options.parameterValues().isPresent()) {
            ScanInputs.given(options.parameterValues().get()).forEach((name, value) -> {
                Parameter parameter = template.parameters().get(name);
                if (name.startsWith("AWS::")) {
                    pseudo.put(name, value);
                } else if (parameter != null && parameter.noEcho()) {
                    secret.add(name);
                } else if (parameter != null) {
                    given.put(name, value);
                }
            });
        }
        return EffectiveParameters.of(template, given, secret, pseudo);
    }

    private static List<String> undecided(Inspection inspection) {
        Map<String, List<Inspection.NotEvaluated>> byRule = new LinkedHashMap<>();
        inspection
                .notEvaluated()
                .forEach(one -> byRule.computeIfAbsent(one.ruleId(), rule -> new ArrayList<>())
                        .add(one));
        List<String> messages = new ArrayList<>();
        byRule.forEach((rule, all) -> messages.add(sentence(rule, all)));
        return messages;
    }

    private static String sentence(String rule, List<Inspection.NotEvaluated> all) {
        String about = all.stream()
                .map(Inspection.NotEvaluated::logicalResourceId)
                .filter(id -> !id.isEmpty())
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return "Expected to decide " + (rule.equals(Inspector.EVERY_RULE) ? "every rule" : "rule " + rule)
                + (about.isEmpty() ? "" : " about " + about)
                + (all.size() > SHOWN ? " and " + Integer.toString(all.size() - SHOWN) + " more" : "")
                + ", but could not: " + all.get(0).reason();
    }

    private static List<String> notInspected(Inspection inspection) {
        return inspection.notInspected().stream()
                .map(one -> "Not inspected, since it is fetched or made at the deployment: " + one.kind()
                        + (one.logicalResourceId().isEmpty() ? "" : " in " + one.logicalResourceId())
                        + (one.path().isEmpty() ? "" : " at " + one.path()) + ".")
                .toList();
    }
}

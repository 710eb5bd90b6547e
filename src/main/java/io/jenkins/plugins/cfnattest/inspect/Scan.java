package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Dialect;
import io.jenkins.plugins.cfnattest.template.Expansion;
import io.jenkins.plugins.cfnattest.template.LanguageExtensions;
import io.jenkins.plugins.cfnattest.template.Resolver;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers what cfn_nag answers, {@link Evaluation#CFN_NAG}, unless asked for another evaluation. Bad input of any kind is a {@code FATAL} violation of the file,
 * never an exception. Immutable, so one scan serves many files and all threads.
 */
public final class Scan {
    private final RuleSet rules;
    private final List<Violation> problems = new ArrayList<>();
    private final ScanOptions options;

    /**
     * A scan. A profile or deny list that does not fit leaves all rules on and is a {@code FATAL} violation of every file, as in cfn_nag.
     */
    public Scan(RuleSet all, ScanOptions options) {
        this.options = options;
        RuleSet selected = all;
        try {
            if (options.profile().isPresent()) {
                selected = selected.profile(options.profile().get());
            }
            if (options.denyList().isPresent()) {
                selected = selected.deny(options.denyList().get());
            }
        } catch (RuleSetException e) {
            selected = all;
            problems.add(Violation.fatal(e.getMessage()));
        }
        this.rules = selected;
    }

    /** The rules that are applied. */
    public RuleSet rules() {
        return rules;
    }

    /** Scans the bytes of one file. */
    public ScanResult scan(byte[] content) {
        try {
            if (options.evaluation() != Evaluation.CFN_NAG) {
                ScanResult result = DeploymentScan.of(rules, content, options);
                List<Violation> all = new ArrayList<>(result.violations());
                all.addAll(problems);
                return new ScanResult(all, result.suppressed(), result.warnings());
            }
            return scan(Template.parse(content, Dialect.CFN_NAG));
        } catch (TemplateException e) {
            List<Violation> all = new ArrayList<>(List.of(Violation.fatal(e)));
            all.addAll(problems);
            return new ScanResult(all, List.of(), List.of());
        }
    }

    private ScanResult scan(Template written) throws TemplateException {
        Expansion expansion = expanded(written);
        Template template = expansion.template();
        RequiredKeys.check(template);
        Map<String, Resource> resources = Serverless.expanded(template);
        References.check(template, resources);
        Resolver resolver = Resolver.of(
                template,
                ScanInputs.parameters(template, options.parameterValues()),
                ScanInputs.conditions(template, options.conditionValues()));
        Model model = new Model(template, resources.values(), resolver::resolve, false);
        RequiredLinks.check(model);
        ScanResult result = ask(model, resources.values());
        List<String> warnings = new ArrayList<>(result.warnings());
        expansion
                .open()
                .forEach(loop -> warnings.add(loop + " It was scanned once, with its identifier for the item."));
        return new ScanResult(result.violations(), result.suppressed(), warnings, result.silenced());
    }

    private Expansion expanded(Template template) throws TemplateException {
        return LanguageExtensions.in(template)
                ? Expansion.sketch(template, ScanInputs.collections(template, options.parameterValues()))
                : new Expansion(template, List.of());
    }

    private ScanResult ask(Model model, Collection<Resource> resources) {
        Suppressions suppressions = options.allowSuppression() ? Suppressions.of(resources, true) : Suppressions.none();
        List<Violation> violations = new ArrayList<>();
        List<FileReport.Remark> silenced = new ArrayList<>();
        for (Rule rule : rules.about(model.types())) {
            Set<String> hidden = suppressions.hidden(rule.id());
            Outcome outcome = Outcome.of(rule, new View(model, hidden));
            outcome.violation(rule).ifPresent(violations::add);
            outcome.failure().map(Violation::fatal).ifPresent(violations::add);
            if (!hidden.isEmpty()) {
                silenced.addAll(silenced(rule, model, suppressions));
            }
        }
        violations.addAll(problems);
        return new ScanResult(violations, suppressions.all(rules), suppressions.warnings(), silenced);
    }

    /** What the rule would have said about the resources that suppress it. */
    private static List<FileReport.Remark> silenced(Rule rule, Model model, Suppressions suppressions) {
        Set<String> hidden = suppressions.hidden(rule.id());
        return Outcome.of(rule, new View(model, Set.of())).violation(rule).stream()
                .flatMap(violation -> violation.places().stream())
                .filter(place -> hidden.contains(place.logicalResourceId()))
                .map(place -> new FileReport.Remark(
                        rule.id(), place, suppressions.reason(rule.id(), place.logicalResourceId())))
                .toList();
    }
}

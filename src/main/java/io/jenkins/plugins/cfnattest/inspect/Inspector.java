package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Expansion;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies rules to a template. Stateless, so one instance serves all threads. */
public final class Inspector {
    /** In {@code notEvaluated}: every rule. */
    public static final String EVERY_RULE = "*";

    private final RuleSet rules;

    public Inspector(RuleSet rules) {
        this.rules = Objects.requireNonNull(rules);
    }

    /** The rules this inspector applies. */
    public RuleSet rules() {
        return rules;
    }

    /** Inspects what will be deployed: {@link Evaluation#EFFECTIVE}. */
    public Inspection inspect(Template template, EffectiveParameters parameters) {
        return inspect(template, parameters, Evaluation.EFFECTIVE);
    }

    /**
     * Inspects what will be deployed, or with {@link Evaluation#ALL} also what would be if the conditions turned out otherwise.
     * Loops are written out first. Conditions are evaluated from the effective parameters; those that cannot be (or all) are taken
     * both ways, for each rule up to {@value Exploration#LIMIT} of them. A resource under a condition is
     * inspected although the condition is false, but it makes no other resource pass. The template's own suppressions are
     * honoured and listed. Never throws for a template that {@link Template#parse} accepts.
     *
     * @throws IllegalArgumentException for {@link Evaluation#CFN_NAG}, which needs the bytes: {@link #inspectLikeCfnNag}
     */
    public Inspection inspect(Template template, EffectiveParameters parameters, Evaluation evaluation) {
        return inspect(template, parameters, evaluation, true);
    }

    /** The same, where {@code suppress} says whether the template's own suppressions count. */
    Inspection inspect(Template template, EffectiveParameters parameters, Evaluation evaluation, boolean suppress) {
        if (evaluation == Evaluation.CFN_NAG) {
            throw new IllegalArgumentException("To inspect like cfn_nag, give the bytes that it would read.");
        }
        try {
            Expansion expansion = Expansion.of(template, EffectiveValues.known(template, parameters));
            Suppressions suppressions =
                    suppress ? Suppressions.of(expansion.template().resources().values(), false) : Suppressions.none();
            return inspect(
                    expansion, parameters, Branches.of(expansion.template(), parameters, evaluation), suppressions);
        } catch (TemplateException e) {
            return new Inspection(List.of(Violation.fatal(e)), List.of(), List.of(), NestedContent.of(template));
        }
    }

    /**
     * Inspects as cfn_nag would: what {@link Scan} answers about these bytes, {@link Evaluation#CFN_NAG}. What nobody inspected is
     * listed as ever.
     *
     * @param content the bytes of {@code template}
     * @param given parameter values that cfn_nag would be given; when empty, no parameter has a value
     */
    public Inspection inspectLikeCfnNag(
            byte[] content, Template template, EffectiveParameters parameters, Map<String, String> given) {
        ScanOptions options = given.isEmpty()
                ? ScanOptions.standard()
                : ScanOptions.standard().withParameterValues(ScanInputs.document(given));
        ScanResult result = new Scan(rules, options).scan(content);
        return new Inspection(
                result.violations(),
                result.suppressed(),
                open(openLoops(template, parameters)),
                NestedContent.of(template, parameters));
    }

    private static List<String> openLoops(Template template, EffectiveParameters parameters) {
        try {
            return Expansion.of(template, EffectiveValues.known(template, parameters))
                    .open();
        } catch (TemplateException e) {
            return List.of(e.getMessage());
        }
    }

    private static List<Inspection.NotEvaluated> open(List<String> reasons) {
        return reasons.stream()
                .map(reason -> new Inspection.NotEvaluated(EVERY_RULE, "", reason))
                .toList();
    }

    private Inspection inspect(
            Expansion expansion, EffectiveParameters parameters, Branches branches, Suppressions suppressions) {
        Template template = expansion.template();
        List<Told> all = rules.about(types(template)).stream()
                .map(rule -> new Told(rule, suppressions))
                .toList();
        NestedContent content = new NestedContent(template);
        Exploration exploration = new Exploration(template, parameters, branches);
        exploration.run(Stream.concat(all.stream(), content.looks().stream()).toList());
        List<Violation> violations = new ArrayList<>();
        List<Inspection.Suppressed> suppressed = new ArrayList<>();
        List<Inspection.NotEvaluated> notEvaluated = new ArrayList<>(open(expansion.open()));
        for (Told told : all) {
            told.outcome.violation(told.rule).ifPresent(violations::add);
            told.outcome.failure().map(Violation::fatal).ifPresent(violations::add);
            notEvaluated.addAll(told.outcome.notEvaluated(told.rule));
            suppressed.addAll(told.suppressed());
        }
        exploration
                .incomplete()
                .forEach(task -> notEvaluated.add(new Inspection.NotEvaluated(
                        task instanceof Told told ? told.rule.id() : EVERY_RULE, "", exploration.reason(task))));
        return new Inspection(
                violations, suppressed, notEvaluated.stream().distinct().toList(), content.found());
    }

    private static Set<String> types(Template template) {
        return template.resources().values().stream().map(Resource::type).collect(Collectors.toSet());
    }

    /** What a rule says about all models, with the template's suppressions and without. */
    private static final class Told implements Consumer<Model> {
        private final Rule rule;
        private final Suppressions suppressions;
        private Outcome outcome = Outcome.SILENCE;
        private Outcome unsuppressed = Outcome.SILENCE;

        private Told(Rule rule, Suppressions suppressions) {
            this.rule = rule;
            this.suppressions = suppressions;
        }

        @Override
        public void accept(Model model) {
            if (model.hasAny(rule.types())) {
                Set<String> hidden = suppressions.hidden(rule.id());
                outcome = outcome.and(Outcome.of(rule, new View(model, hidden)));
                if (!hidden.isEmpty()) {
                    unsuppressed = unsuppressed.and(Outcome.of(rule, new View(model, Set.of())));
                }
            }
        }

        /** What the rule would have said about resources had nothing been suppressed. */
        private List<Inspection.Suppressed> suppressed() {
            Set<String> hushed = new TreeSet<>(unsuppressed.concerned());
            hushed.removeAll(outcome.concerned());
            return hushed.stream()
                    .map(id -> new Inspection.Suppressed(rule.id(), id, suppressions.reason(rule.id(), id)))
                    .toList();
        }
    }
}

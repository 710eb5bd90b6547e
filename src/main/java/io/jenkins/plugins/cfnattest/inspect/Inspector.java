package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

    /**
     * Inspects what will be deployed: {@link Evaluation#EFFECTIVE}. Conditions are evaluated from the effective parameters;
     * those that cannot be are taken both ways, up to {@value Branches#LIMIT} of them. A resource under a condition is
     * inspected although the condition is false, but it makes no other resource pass. The template's own suppressions are
     * honoured and listed. Never throws for a template that {@link Template#parse} accepts.
     */
    public Inspection inspect(Template template, EffectiveParameters parameters) {
        Branches branches;
        try {
            branches = Branches.of(template, parameters);
        } catch (TemplateException e) {
            return new Inspection(
                    List.of(Violation.fatal(e.getMessage())), List.of(), List.of(), NestedContent.of(template));
        }
        return gather(template, branches.models(template, parameters), branches);
    }

    private Inspection gather(Template template, Stream<Model> models, Branches branches) {
        Suppressions suppressions = Suppressions.of(template.resources().values(), false);
        List<Told> all = rules.rules().stream().map(Told::new).toList();
        NestedContent content = new NestedContent(template);
        models.forEach(model -> {
            all.forEach(told -> told.hear(model, suppressions));
            content.look(model);
        });
        List<Violation> violations = new ArrayList<>();
        List<Inspection.Suppressed> suppressed = new ArrayList<>();
        List<Inspection.NotEvaluated> notEvaluated = new ArrayList<>();
        for (Told told : all) {
            told.outcome.violation(told.rule).ifPresent(violations::add);
            told.outcome.failure().map(Violation::fatal).ifPresent(violations::add);
            notEvaluated.addAll(told.outcome.notEvaluated(told.rule));
            suppressed.addAll(told.suppressed(suppressions));
        }
        if (!branches.complete()) {
            notEvaluated.add(new Inspection.NotEvaluated(EVERY_RULE, "", branches.reason()));
        }
        return new Inspection(violations, suppressed, notEvaluated, content.found());
    }

    /** What a rule says about all models, with the template's suppressions and without. */
    private static final class Told {
        private final Rule rule;
        private final Outcome outcome = new Outcome();
        private final Outcome unsuppressed = new Outcome();

        private Told(Rule rule) {
            this.rule = rule;
        }

        private void hear(Model model, Suppressions suppressions) {
            if (model.hasAny(rule.types())) {
                outcome.add(ask(model, suppressions));
                if (suppressions.any(rule.id())) {
                    unsuppressed.add(ask(model, Suppressions.none()));
                }
            }
        }

        private Outcome ask(Model model, Suppressions suppressions) {
            return Outcome.of(rule, new View(model, id -> suppressions.hides(rule.id(), id)));
        }

        /** What the rule would have said about resources had nothing been suppressed. */
        private List<Inspection.Suppressed> suppressed(Suppressions suppressions) {
            Set<String> hushed = new TreeSet<>(unsuppressed.concerned());
            hushed.removeAll(outcome.concerned());
            return hushed.stream()
                    .map(id -> new Inspection.Suppressed(rule.id(), id, suppressions.reason(rule.id(), id)))
                    .toList();
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Reinspector;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Inspects with every built-in rule what a request would deploy: {@link Evaluation#EFFECTIVE} with exactly its parameters. */
final class Reinspection implements Reinspector {
    private final Inspector inspector;
    private final RuleSetRef ruleSet;

    Reinspection() {
        RuleSet rules = Catalogue.all();
        this.inspector = new Inspector(rules);
        this.ruleSet = Predicates.ruleSet(rules);
    }

    @Override
    public InspectionPredicate inspect(Bytes content, DeploymentRequest request, Instant now) throws TemplateException {
        Template template = Template.parse(content.toArray());
        EffectiveParameters parameters = parameters(template, request);
        Inspection inspection = inspector.inspect(template, parameters, Evaluation.EFFECTIVE);
        return new InspectionPredicate(
                List.of(Predicates.builtIn()),
                ruleSet,
                new InspectionPredicate.Inputs(
                        parameters.values(), List.copyOf(parameters.withheld()), Evaluation.EFFECTIVE.name()),
                new EmbeddedTemplate(content, template.mediaType()),
                Predicates.result(inspection),
                InspectionPredicate.nobody(),
                now,
                now);
    }

    /** A parameter that keeps the value the stack has is unknown, whatever its default. */
    private static EffectiveParameters parameters(Template template, DeploymentRequest request)
            throws TemplateException {
        EffectiveParameters given = EffectiveParameters.of(
                template, request.parameters(), request.secretParameters(), request.pseudoParameters());
        SortedMap<String, String> known = new TreeMap<>(given.values());
        known.keySet().removeAll(request.previousValues());
        SortedSet<String> withheld = new TreeSet<>(given.withheld());
        withheld.removeAll(request.previousValues());
        return new EffectiveParameters(known, withheld);
    }
}

package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Check 12: nothing that CloudFormation fetches later, beyond what the policy allows. The gate derives the list itself from the bytes and believes the attested one only
 * where it names more. A parameter's value may be a dynamic reference too; NoEcho parameters may hold one, since that is how secrets are given.
 */
final class NestedContentCheck implements Check {
    private static final Pattern DYNAMIC_REFERENCE = Pattern.compile("\\{\\{\\s*resolve\\s*:");

    private final DeploymentRequest request;
    private final BiFunction<Template, EffectiveParameters, List<NotInspected>> derive;

    NestedContentCheck(
            DeploymentRequest request, BiFunction<Template, EffectiveParameters, List<NotInspected>> derive) {
        this.request = request;
        this.derive = derive;
    }

    @Override
    public int number() {
        return 12;
    }

    @Override
    public String name() {
        return "nested content";
    }

    @Override
    public List<Refusal> examine(Case facts) throws TemplateException {
        Template template = facts.template();
        EffectiveParameters effective = effective(facts);
        List<NotInspected> derived = derive.apply(template, effective);
        List<NotInspectedRef> attested = facts.predicate().result().notInspected();
        Set<FetchedContent> found = new LinkedHashSet<>();
        if (!derived.isEmpty() || !attested.isEmpty()) {
            FetchedValues values = new FetchedValues(template, effective);
            derived.forEach(one -> found.add(values.at(one.kind(), one.logicalResourceId(), one.path())));
            attested.forEach(one -> found.add(values.at(one.kind(), one.logicalResourceId(), one.path())));
        }
        openValues(facts.predicate().inputs(), template).forEach((name, value) -> {
            if (DYNAMIC_REFERENCE.matcher(value).find()) {
                found.add(FetchedValues.reference(name, value));
            }
        });
        List<NestedAllowance> allowed = facts.policy().nestedContent();
        Set<String> refused = found.stream()
                .filter(content -> allowed.stream().noneMatch(allowance -> allowance.covers(content)))
                .map(FetchedContent::describe)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (refused.isEmpty()) {
            return List.of();
        }
        return List.of(new Refusal(
                ReasonCode.NESTED_CONTENT,
                "CloudFormation would fetch content that nobody inspected, and the policy '"
                        + facts.policy().name() + "' allows "
                        + (allowed.isEmpty() ? "none" : "other content only") + ": "
                        + Excerpt.of(refused)
                        + ". Write that content into the template, or deploy it as a stack of its own.",
                Map.of("count", Integer.toString(refused.size()))));
    }

    /** What the request makes of the parameters; values that do not fit the template are refused by check 5, and tell nothing here. */
    private EffectiveParameters effective(Case facts) {
        try {
            return facts.parameters(request);
        } catch (TemplateException e) {
            return new EffectiveParameters(new TreeMap<>(), new TreeSet<>());
        }
    }

    private Map<String, String> openValues(Inputs attested, Template template) {
        Map<String, String> values = new TreeMap<>(attested.parameters());
        values.putAll(request.parameters());
        template.parameters().values().stream()
                .filter(parameter -> parameter.noEcho())
                .forEach(parameter -> values.remove(parameter.name()));
        return values;
    }
}

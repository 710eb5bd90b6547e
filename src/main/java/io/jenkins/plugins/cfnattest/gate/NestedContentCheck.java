package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
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
 * Check 12: nothing that CloudFormation fetches later. The gate derives the list itself from the bytes and believes the attested one only
 * where it names more. A parameter's value may be a dynamic reference too; NoEcho parameters may hold one, since that is how secrets are given.
 */
final class NestedContentCheck implements Check {
    private static final Pattern DYNAMIC_REFERENCE = Pattern.compile("\\{\\{\\s*resolve\\s*:");
    private static final int SHOWN = 20;

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
        Set<String> found = new LinkedHashSet<>();
        for (NotInspected content : derive.apply(template, effective(template))) {
            found.add(describe(content.kind(), content.logicalResourceId(), content.path()));
        }
        for (NotInspectedRef content : facts.predicate().result().notInspected()) {
            found.add(describe(content.kind(), content.logicalResourceId(), content.path()));
        }
        openValues(facts.predicate().inputs(), template).forEach((name, value) -> {
            if (DYNAMIC_REFERENCE.matcher(value).find()) {
                found.add("a dynamic reference in the parameter " + name);
            }
        });
        if (found.isEmpty()) {
            return List.of();
        }
        String shown = found.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return List.of(new Refusal(
                ReasonCode.NESTED_CONTENT,
                "CloudFormation would fetch content that nobody inspected, and the policy '"
                        + facts.policy().name() + "' allows none: " + shown
                        + (found.size() > SHOWN ? "; and " + (found.size() - SHOWN) + " more" : "")
                        + ". Write that content into the template, or deploy it as a stack of its own.",
                Map.of("count", Integer.toString(found.size()))));
    }

    /** What the request makes of the parameters; values that do not fit the template are refused by check 5, and tell nothing here. */
    private EffectiveParameters effective(Template template) {
        try {
            return EffectiveParameters.of(
                    template, request.parameters(), request.secretParameters(), request.pseudoParameters());
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

    private static String describe(String kind, String resource, String path) {
        List<String> words = new ArrayList<>(List.of(kind));
        if (!resource.isEmpty()) {
            words.add("in " + resource);
        }
        if (!path.isEmpty()) {
            words.add("at " + path);
        }
        return OneLine.of(String.join(" ", words), 2 * OneLine.VALUE);
    }
}

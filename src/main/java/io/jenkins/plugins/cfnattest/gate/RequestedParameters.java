package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters as a request makes them. */
final class RequestedParameters {
    private RequestedParameters() {}

    /**
     * Given, else default, else pseudo parameter. Those that keep the stack's value are left out: nobody here knows it, and the default is not it.
     *
     * @throws TemplateException when a name or value does not fit the template, or a name keeps the stack's value and is given as well
     */
    static EffectiveParameters of(Template template, DeploymentRequest request, Map<String, String> pseudo)
            throws TemplateException {
        for (String name : request.previousValues()) {
            if (!template.parameters().containsKey(name)) {
                throw new TemplateException(
                        "Expected previous values for parameters that the template declares, but found "
                                + OneLine.quoted(name) + ". Correct the name or leave it out.");
            }
            if (request.parameters().containsKey(name)
                    || request.secretParameters().contains(name)) {
                throw new TemplateException("Expected one value for the parameter " + OneLine.quoted(name)
                        + ", but found that it keeps the stack's value and is given as well. Remove one of the two.");
            }
        }
        EffectiveParameters all =
                EffectiveParameters.of(template, request.parameters(), request.secretParameters(), pseudo);
        if (request.previousValues().isEmpty()) {
            return all;
        }
        SortedMap<String, String> values = new TreeMap<>(all.values());
        values.keySet().removeAll(request.previousValues());
        SortedSet<String> withheld = new TreeSet<>(all.withheld());
        withheld.removeAll(request.previousValues());
        return new EffectiveParameters(values, withheld);
    }
}

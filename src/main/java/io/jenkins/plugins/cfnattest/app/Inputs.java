package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is inspected: the template and its effective parameters.
 *
 * @param template the parsed template
 * @param parameters its effective parameters
 */
record Inputs(Template template, EffectiveParameters parameters) {
    /**
     * Reads the request. The values of NoEcho parameters come with the deployment, if at all, so each one that is not given counts as a secret
     * that is given elsewhere: it is withheld, whether or not it has a default.
     */
    static Inputs of(AttestRequest request) throws AttestException {
        Optional<String> problem = SubjectName.problem(request.name());
        if (problem.isPresent()) {
            throw new AttestException(AttestException.Kind.INPUT, problem.get());
        }
        try {
            Template template = Template.parse(request.template().toArray());
            Set<String> secret = template.parameters().values().stream()
                    .filter(Parameter::noEcho)
                    .map(Parameter::name)
                    .filter(name -> !request.parameters().containsKey(name))
                    .collect(Collectors.toSet());
            return new Inputs(
                    template, EffectiveParameters.of(template, request.parameters(), secret, request.pseudo()));
        } catch (TemplateException e) {
            throw new AttestException(
                    AttestException.Kind.INPUT,
                    "Nothing was attested for '" + request.name() + "': " + e.getMessage(),
                    e);
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import java.util.Map;
import java.util.Objects;

/**
 * What shall be inspected and attested.
 *
 * @param name the template's path as the pipeline names it, relative, with forward slashes
 * @param template the exact bytes
 * @param parameters given parameter values by name
 * @param pseudo known pseudo parameters, such as {@code AWS::Region}
 * @param invocation who asks
 * @param evaluation how conditions and mappings are taken
 */
public record AttestRequest(
        String name,
        Bytes template,
        Map<String, String> parameters,
        Map<String, String> pseudo,
        Invocation invocation,
        Evaluation evaluation) {
    private static final String PSEUDO = "AWS::";

    public AttestRequest {
        parameters = Map.copyOf(parameters);
        pseudo = Map.copyOf(pseudo);
        Objects.requireNonNull(evaluation);
        for (String known : pseudo.keySet()) {
            if (!known.startsWith(PSEUDO)) {
                throw new IllegalArgumentException(
                        "Pseudo parameters have names such as 'AWS::Region', but this one is called "
                                + OneLine.quoted(known) + ". Give it as a parameter.");
            }
        }
    }

    /** A request to inspect what will be deployed: {@link Evaluation#EFFECTIVE}. */
    public AttestRequest(
            String name,
            Bytes template,
            Map<String, String> parameters,
            Map<String, String> pseudo,
            Invocation invocation) {
        this(name, template, parameters, pseudo, invocation, Evaluation.EFFECTIVE);
    }

    /** Names and sizes only: a parameter's value may be one that should have been hidden. */
    @Override
    public String toString() {
        return "AttestRequest[" + OneLine.quoted(name) + ", " + template + "]";
    }
}

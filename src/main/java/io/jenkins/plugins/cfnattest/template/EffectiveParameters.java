package io.jenkins.plugins.cfnattest.template;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the template's parameters are at deployment: given, else default, else pseudo parameter. NoEcho ones by name only.
 *
 * @param values name to value, without any NoEcho parameter; pseudo parameters ({@code AWS::Region}) only if the template uses them and they are known
 * @param withheld names of the NoEcho parameters that have a value
 */
public record EffectiveParameters(SortedMap<String, String> values, SortedSet<String> withheld) {
    public EffectiveParameters {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
    }

    /** A dynamic reference (CloudFormation user guide), alone: it names a secret and holds none. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\{\\{resolve:(?:ssm|ssm-secure|secretsmanager):[^{}]+}}");

    /** The longest value that CloudFormation takes, in bytes. */
    private static final int LONGEST = 4096;

    /**
     * Computes them. A parameter that has neither a given value nor a default is in neither set. Whether a value is allowed
     * ({@code AllowedValues}, {@code AllowedPattern}) is left to CloudFormation.
     *
     * @param given the values a person or pipeline gives, by name
     * @param secret names of NoEcho parameters that are given elsewhere as secrets (their values never come here)
     * @param pseudo what is known of the pseudo parameters, such as {@code AWS::Region}
     * @throws TemplateException when a given name is not declared (a pseudo parameter cannot be given), is given twice, a value is longer than CloudFormation takes, a
     *     secret is given for a parameter that would show it, or a NoEcho parameter is given in the open and its value is not a {@code {{resolve:...}}} reference
     */
    public static EffectiveParameters of(
            Template template, Map<String, String> given, Set<String> secret, Map<String, String> pseudo)
            throws TemplateException {
        SortedMap<String, String> values = new TreeMap<>();
        SortedSet<String> withheld = new TreeSet<>();
        for (String name : new TreeSet<>(secret)) {
            checkSecret(declared(template, name), given);
            withheld.add(name);
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(given).entrySet()) {
            checkOpen(declared(template, entry.getKey()), entry.getValue());
        }
        for (Parameter parameter : template.parameters().values()) {
            String value = given.getOrDefault(
                    parameter.name(), parameter.defaultValue().orElse(null));
            if (value != null && parameter.noEcho()) {
                withheld.add(parameter.name());
            } else if (value != null) {
                values.put(parameter.name(), value);
            }
        }
        for (String name : PseudoParameters.usedIn(template)) {
            if (pseudo.containsKey(name)) {
                values.put(name, pseudo.get(name));
            }
        }
        return new EffectiveParameters(values, withheld);
    }

    private static Parameter declared(Template template, String name) throws TemplateException {
        Parameter parameter = template.parameters().get(name);
        if (parameter != null) {
            return parameter;
        }
        if (PseudoParameters.NAMES.contains(name)) {
            throw new TemplateException("Expected parameters that the template declares, but found " + name
                    + ", which CloudFormation itself gives. Leave it out; it follows from the target.");
        }
        String names = template.parameters().isEmpty()
                ? "it declares none"
                : "it declares "
                        + template.parameters().keySet().stream()
                                .limit(20)
                                .map(Quoted::name)
                                .collect(Collectors.joining(", "))
                        + (template.parameters().size() > 20 ? ", ..." : "");
        throw new TemplateException("Expected parameters that the template declares, but found " + Quoted.name(name)
                + "; " + names + ". Correct the name or leave it out.");
    }

    private static void checkSecret(Parameter parameter, Map<String, String> given) throws TemplateException {
        if (!parameter.noEcho()) {
            throw new TemplateException(
                    "Expected secrets for parameters with NoEcho only, but found one for "
                            + Quoted.name(parameter.name())
                            + ", which CloudFormation would show. Add NoEcho: true to it at "
                            + parameter.position() + ".",
                    parameter.position());
        }
        if (given.containsKey(parameter.name())) {
            throw new TemplateException("Expected one value for the parameter " + Quoted.name(parameter.name())
                    + ", but found it both as a secret and in the open. Remove the open one.");
        }
    }

    private static void checkOpen(Parameter parameter, String value) throws TemplateException {
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new TemplateException("Expected at most " + Integer.toString(LONGEST) + " bytes for the parameter "
                    + Quoted.name(parameter.name()) + ", as CloudFormation takes, but found more. Shorten the value.");
        }
        if (parameter.noEcho() && !REFERENCE.matcher(value).matches()) {
            throw new TemplateException("Expected the parameter " + Quoted.name(parameter.name())
                    + ", which is NoEcho, as a secret or as a {{resolve:...}} reference, but found its value in the open."
                    + " Give it as a secret, and change it where it has been seen.");
        }
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which names stand for what AWS itself makes up (a bucket's ARN, the account's number), which for what somebody else may
 * have written (an output of a nested stack, the value of a stored parameter).
 */
final class Names {
    private static final String NO_VALUE = "AWS::NoValue";
    /** The one pseudo parameter that people choose freely: a stack may be called {@code Allow}. */
    private static final String STACK_NAME = "AWS::StackName";

    /** Resources of AWS whose attributes repeat what somebody else says. */
    private static final Set<String> ECHOES = Set.of(
            "AWS::SSM::Parameter",
            "AWS::CloudFormation::Stack",
            "AWS::CloudFormation::CustomResource",
            "AWS::CloudFormation::WaitCondition",
            "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
            "AWS::Serverless::Application");

    private final Template template;
    private final Set<String> known;

    /** @param known the parameters and pseudo parameters whose values are known */
    Names(Template template, Set<String> known) {
        this.template = template;
        this.known = Set.copyOf(known);
    }

    /** What a {@code Ref} ({@code Id}) or {@code Fn::GetAtt} ({@code Id.Attribute}) names; empty when it is neither, or its name is computed. */
    static Optional<String> target(Value.MapOf map) {
        return map.get("Ref")
                .flatMap(Value::text)
                .or(() -> map.get("Fn::GetAtt").flatMap(Names::attribute))
                .map(Unknown::cleaned);
    }

    private static Optional<String> attribute(Value argument) {
        if (!(argument instanceof Value.ListOf list)) {
            return argument.text();
        }
        List<String> names =
                list.items().stream().flatMap(item -> item.text().stream()).toList();
        return names.isEmpty() || names.size() < list.items().size()
                ? Optional.empty()
                : Optional.of(String.join(".", names));
    }

    /** The logical id in a {@link #target}. */
    static String owner(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether what this name stands for is chosen by somebody and not known yet: a resource that answers what others say, or the stack's name. */
    boolean echoes(String logicalId) {
        if (logicalId.equals(STACK_NAME)) {
            return !known.contains(STACK_NAME);
        }
        Resource resource = template.resources().get(logicalId);
        return resource != null
                && (!resource.type().startsWith("AWS::")
                        || ECHOES.contains(resource.type())
                        || resource.type().endsWith("::MODULE"));
    }

    static String reason(String logicalId) {
        return "what " + Unknown.cleaned(logicalId) + " answers is known only at the deployment";
    }

    /** Whether this is a parameter of the template. */
    boolean isParameter(String name) {
        return template.parameters().containsKey(name);
    }

    private static boolean isPseudo(String name) {
        return name.startsWith("AWS::");
    }

    /** Whether AWS makes up what this name stands for, unless the author chose it ({@link ChosenNames}). */
    private boolean isMadeUp(String name) {
        if (isPseudo(name)) {
            return !known.contains(name) && !name.equals(NO_VALUE) && !echoes(name);
        }
        return template.resources().containsKey(owner(name)) && !echoes(owner(name));
    }

    /** What stands inside a text for a reference to a resource, or for a pseudo parameter that AWS makes up. */
    Optional<String> placeholder(Value.MapOf map) {
        if (map.entries().size() != 1) {
            return Optional.empty();
        }
        return target(map)
                .filter(this::isMadeUp)
                .map(name -> isPseudo(name) ? "${" + name + "}" : ChosenNames.mark(name));
    }

    /** The pattern of an {@code Fn::Sub}, where names of pseudo parameters that AWS makes up stay as they are written. Takes each character once. */
    Value.Text written(Value.Text pattern, Set<String> own) {
        String text = Unknown.cleaned(pattern.content());
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String name = text.substring(open + 2, close);
            out.append(text, from, open).append(own.contains(name) ? "${" + name + "}" : written(name));
            from = close + 1;
        }
        return new Value.Text(out.append(text, from, text.length()).toString(), pattern.position());
    }

    private String written(String name) {
        if (echoes(owner(name))) {
            return Unknown.OPEN + reason(owner(name)) + Unknown.CLOSE;
        }
        if (!isMadeUp(name)) {
            return "${" + name + "}";
        }
        return isPseudo(name) ? "${!" + name + "}" : ChosenNames.mark(name);
    }
}

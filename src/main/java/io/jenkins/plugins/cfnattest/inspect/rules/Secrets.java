package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a place that should hold a secret holds it in the open, asked more strictly than cfn_nag does. */
final class Secrets {
    /** References to what is kept secret, and nothing between them; the name may be put together. Source: CloudFormation user guide, dynamic references. */
    private static final Pattern KEPT =
            Pattern.compile("(?:\\{\\{resolve:(?:secretsmanager|ssm-secure):(?:[^{}]++|\\{[^{}]*+\\})++\\}\\})++");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}!$]*+)}");

    /** No reference is longer, and no pattern is tried on longer texts. */
    private static final int LONGEST = 4096;

    /** What is behind these is written in a template, or shown to everybody who may see a stack. */
    private static final Set<String> OPEN_FUNCTIONS = Set.of("Fn::FindInMap", "Fn::ImportValue");

    private static final Set<String> OPEN_RESOURCES = Set.of("AWS::SSM::Parameter", "AWS::CloudFormation::Stack");

    private Secrets() {}

    /** Whether a secret, or a part of one, can be read in the template: a text or number that is no reference to a secret store, or a parameter that everybody may read. */
    static boolean isOpen(Node secret) {
        if (secret.reference().isPresent()) {
            return secret.parameter().filter(parameter -> !isHidden(parameter)).isPresent();
        }
        if (secret.embedsParameter()) {
            return true;
        }
        Optional<Value> value = secret.value();
        if (value.isEmpty() || value.get() instanceof Value.Bool) {
            return false;
        }
        if (value.get() instanceof Value.ListOf) {
            return secret.items().stream().anyMatch(Secrets::isOpen);
        }
        return value.get() instanceof Value.MapOf map
                ? isOpen(map, secret)
                : isOpen(value.get().text().orElse(""), secret.owner());
    }

    private static boolean isOpen(Value.MapOf map, Node secret) {
        boolean shown = Links.attributeOwner(secret, "")
                .flatMap(secret.owner()::linked)
                .map(Element::type)
                .filter(OPEN_RESOURCES::contains)
                .isPresent();
        return shown || OPEN_FUNCTIONS.stream().anyMatch(map.entries()::containsKey);
    }

    private static boolean isOpen(String text, Element element) {
        if (text.isBlank() || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return false;
        }
        boolean kept = text.length() <= LONGEST && KEPT.matcher(text).matches();
        if (kept || text.startsWith("arn:")) {
            return false;
        }
        return !Nodes.withoutPlaceholders(text).isBlank() || namesOpenParameter(text, element);
    }

    private static boolean namesOpenParameter(String text, Element element) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            Optional<Parameter> parameter = element.view().model().parameter(matcher.group(1));
            if (parameter.filter(found -> !isHidden(found)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether CloudFormation hides it, and the template does not tell it. */
    private static boolean isHidden(Parameter parameter) {
        return parameter.noEcho() && parameter.defaultValue().isEmpty();
    }
}

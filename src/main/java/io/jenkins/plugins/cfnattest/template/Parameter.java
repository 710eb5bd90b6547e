package io.jenkins.plugins.cfnattest.template;

import java.util.Objects;
import java.util.Optional;

/**
 * A declared parameter.
 *
 * @param name its name
 * @param type its type, such as {@code String} or {@code List<Number>}
 * @param defaultValue its default as text, as CloudFormation would take it
 * @param noEcho whether its value is hidden
 * @param position where its {@code Type} stands
 */
public record Parameter(String name, String type, Optional<String> defaultValue, boolean noEcho, Position position) {
    public Parameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
        Objects.requireNonNull(position);
    }

    /** Whether {@code Ref} returns a list of texts. */
    public boolean isList() {
        return type.equals("CommaDelimitedList") || type.startsWith("List<");
    }

    /** Whether its value is only the name under which CloudFormation looks up, at deployment, what {@code Ref} returns. */
    public boolean isLookup() {
        return type.startsWith("AWS::SSM::Parameter::Value<");
    }
}

package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.Optional;

/** How one resource names another. */
final class Links {
    private Links() {}

    /** The logical id in {@code {"Ref": id}}. */
    static Optional<String> ref(Node node) {
        return node.link().flatMap(value -> value.get("Ref")).flatMap(Value::text);
    }

    /** The logical id in a reference, or in an {@code Fn::GetAtt} of this attribute. */
    static Optional<String> refOrAttribute(Node node, String attribute) {
        return ref(node).or(() -> attributeOwner(node, attribute));
    }

    /** The logical id in a reference, or in an {@code Fn::GetAtt} of any attribute. */
    static Optional<String> refOrAttribute(Node node) {
        return ref(node).or(() -> attributeOwner(node, ""));
    }

    /** The logical id in an {@code Fn::GetAtt}; of any attribute when none is given. */
    static Optional<String> attributeOwner(Node node, String attribute) {
        Optional<Value> argument = node.link().flatMap(value -> value.get("Fn::GetAtt"));
        if (argument.isEmpty()) {
            return Optional.empty();
        }
        String id;
        String name;
        if (argument.get() instanceof Value.ListOf list) {
            id = list.items().isEmpty() ? "" : list.items().get(0).text().orElse("");
            name = list.items().size() < 2 ? "" : list.items().get(1).text().orElse("");
        } else {
            String[] parts = argument.get().text().orElse("").split("\\.", 2);
            id = parts[0];
            name = parts.length < 2 ? "" : parts[1];
        }
        return attribute.isEmpty() || name.equals(attribute) ? Optional.of(id) : Optional.empty();
    }
}

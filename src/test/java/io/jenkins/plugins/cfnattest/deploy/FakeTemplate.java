package io.jenkins.plugins.cfnattest.deploy;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** As much of a template as the double needs, read without our own parser so that both cannot be wrong together. */
final class FakeTemplate {
    private final Node root;

    FakeTemplate(String text) {
        this.root = new Yaml().compose(new StringReader(text));
    }

    /** The declared parameters' defaults by name; null stands for none. */
    Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        members(root, "Parameters")
                .forEach((name, node) ->
                        defaults.put(name, member(node, "Default").orElse(null)));
        return defaults;
    }

    boolean hides(String parameter) {
        return Optional.ofNullable(members(root, "Parameters").get(parameter))
                .flatMap(node -> member(node, "NoEcho"))
                .map("true"::equals)
                .orElse(false);
    }

    /** Logical id to type. */
    Map<String, String> resources() {
        Map<String, String> resources = new LinkedHashMap<>();
        members(root, "Resources")
                .forEach(
                        (name, node) -> resources.put(name, member(node, "Type").orElse("")));
        return resources;
    }

    /** Output name to value; a reference to a parameter gets its value, other values are their text. */
    Map<String, String> outputs(Map<String, String> parameters) {
        Map<String, String> outputs = new LinkedHashMap<>();
        members(root, "Outputs").forEach((name, node) -> {
            String value = member(node, "Value").orElse("");
            outputs.put(name, parameters.getOrDefault(value, value));
        });
        return outputs;
    }

    private static Map<String, Node> members(Node node, String section) {
        return child(node, section).map(FakeTemplate::children).orElse(Map.of());
    }

    private static Optional<Node> child(Node node, String name) {
        return Optional.ofNullable(children(node).get(name));
    }

    private static Optional<String> member(Node node, String name) {
        return child(node, name).map(value -> value instanceof ScalarNode scalar ? scalar.getValue() : "");
    }

    private static Map<String, Node> children(Node node) {
        Map<String, Node> children = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    children.put(key.getValue(), tuple.getValueNode());
                }
            }
        }
        return children;
    }
}

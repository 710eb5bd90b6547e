package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Places in resources, and what hardened rules ask about the text there. */
final class Nodes {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}$]*+}");

    private Nodes() {}

    /** The places at a path such as {@code BlockDeviceMappings[].Ebs.Encrypted}, where {@code []} means each element. */
    static List<Node> at(Element element, String path) {
        String[] names = path.split("\\.");
        List<Node> nodes = List.of();
        for (int i = 0; i < names.length; i++) {
            boolean each = names[i].endsWith("[]");
            String name = each ? names[i].substring(0, names[i].length() - 2) : names[i];
            Stream<Node> next =
                    i == 0 ? Stream.of(element.get(name)) : nodes.stream().map(node -> node.get(name));
            nodes = each ? next.flatMap(node -> node.items().stream()).toList() : next.toList();
        }
        return nodes;
    }

    /** The text, without those where cfn_nag's way of reading leaves open what is put in. */
    static Optional<String> known(Node node) {
        return node.text().filter(text -> !isOpen(text) || node.owner().view().effective());
    }

    /** Whether something is put into this text that is not known. */
    static boolean isOpen(String text) {
        return text.contains("${") || text.contains("\"=>");
    }

    /** The text without what is put into it later. */
    static String withoutPlaceholders(String text) {
        return PLACEHOLDER.matcher(text).replaceAll("");
    }
}

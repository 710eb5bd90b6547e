package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Properties that are on or off. What a scan can not know is neither. */
final class Switches {
    private Switches() {}

    /** Whether it is certainly not on: absent, or anything but true. */
    static boolean isOff(Node node) {
        return node.missing() || text(node).filter(text -> !text.equals("true")).isPresent();
    }

    /** Whether it is present, but neither true nor false in any case. */
    static boolean isOdd(Node node) {
        return !node.missing()
                && text(node)
                        .filter(text -> !Set.of("true", "false").contains(text))
                        .isPresent();
    }

    /** What it reads in lower case; something that is no scalar reads nothing. Empty when it is not known. */
    private static Optional<String> text(Node node) {
        Optional<Value> value = node.value();
        if (value.isPresent() && !node.owner().view().effective()) {
            value = value.filter(known -> !(known instanceof Value.MapOf)
                    && known.text().filter(Nodes::isOpen).isEmpty());
        }
        return value.map(known -> known.text().orElse("").toLowerCase(Locale.ROOT));
    }
}

package io.jenkins.plugins.cfnattest.template;

import java.util.HashMap;
import java.util.Map;

/** Anchored values of a document, and what their aliases cost: an alias counts as all the nodes it stands for. */
final class Anchors {
    private record Anchored(Value value, int nodes, int height) {}

    /** A node being read. */
    record Open(int nodesBefore, int depth, int deepestBefore) {}

    private final Map<String, Anchored> values = new HashMap<>();
    private final Map<String, Open> owners = new HashMap<>();
    private int nodes;
    private int aliased;
    private int deepest;

    /** A node begins; its anchor may be null. A scalar adds no depth. */
    Open enter(String anchor, int depth, boolean scalar) {
        Open open = new Open(nodes, depth, deepest);
        nodes++;
        deepest = scalar ? depth - 1 : depth;
        if (anchor != null) {
            values.remove(anchor);
            owners.put(anchor, open);
        }
        return open;
    }

    /** The node is complete. An anchor set again inside it stays with the inner node. */
    void leave(Open open, String anchor, Value value) {
        if (anchor != null && owners.get(anchor) == open) {
            values.put(anchor, new Anchored(value, nodes - open.nodesBefore(), 1 + deepest - open.depth()));
        }
        deepest = Math.max(deepest, open.deepestBefore());
    }

    Value expand(String alias, int depth, Position position) throws TemplateException {
        Anchored anchored = values.get(alias);
        if (anchored == null) {
            boolean inside = owners.containsKey(alias);
            throw TemplateException.at(
                    position,
                    "an alias of a value that stands before it",
                    "*" + Quoted.name(alias)
                            + (inside ? ", which stands inside that value" : ", which no value is named"),
                    inside ? "A value cannot hold itself." : "Name a value &" + alias + " or correct the alias.");
        }
        aliased += anchored.nodes();
        if (aliased > Limits.ALIASED_NODES) {
            throw TemplateException.at(
                    position,
                    "aliases that stand for at most " + Integer.toString(Limits.ALIASED_NODES) + " nodes in all",
                    "more",
                    "Write the values out or use mappings.");
        }
        nodes += anchored.nodes();
        deepest = Math.max(deepest, depth - 1 + anchored.height());
        if (deepest > Limits.DEPTH) {
            throw Limits.tooDeep(position);
        }
        return anchored.value();
    }
}

package io.jenkins.plugins.cfnattest.plugin.config;

import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.List;

/** Where narrowings come from. Its one implementation needs a plugin that may not be there, so that nothing else may touch it. */
public interface NarrowingSource extends ExtensionPoint {
    /** What this item asks for its jobs; none when it asks nothing. */
    List<Wanted> of(Item item);

    /**
     * What somebody asks for, as it was configured.
     *
     * @param targets names of targets; empty: all
     * @param stacks patterns of stacks; empty: all
     * @param policy name of a policy of this controller; empty: none
     */
    record Wanted(List<String> targets, List<String> stacks, String policy) {
        public Wanted {
            targets = List.copyOf(targets);
            stacks = List.copyOf(stacks);
        }

        /** Whether nothing is asked for. */
        public boolean isEmpty() {
            return targets.isEmpty() && stacks.isEmpty() && policy.isEmpty();
        }
    }
}

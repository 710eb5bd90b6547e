package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process and all it started, as far as anybody saw. A process whose parent has ended is nobody's descendant any more, so
 * {@link #look} is called all the while.
 */
final class ProcessTree {
    /** What was started between two looks, by what was not dead yet. */
    private static final int MOST_ROUNDS = 100;

    private static final long LONGEST_DYING_SECONDS = 5;

    private final ProcessHandle root;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root) {
        this.root = root;
        seen.add(root);
    }

    /** Remembers what is running now; says whether there was anything new. */
    synchronized boolean look() {
        boolean more = false;
        for (ProcessHandle each : Set.copyOf(seen)) {
            // The number of a dead process may be somebody else's by now.
            if (each.isAlive()) {
                more |= seen.addAll(each.descendants().toList());
            }
        }
        return more;
    }

    /** Kills everything, the root first so that it starts nothing more, and waits until that is dead. */
    synchronized void kill() {
        look();
        root.destroyForcibly();
        seen.forEach(ProcessHandle::destroyForcibly);
        for (int round = 0; round < MOST_ROUNDS && look(); round++) {
            seen.forEach(ProcessHandle::destroyForcibly);
        }
        // Only the root is our own child. Who inherits the others may never ask for their end, and then it is never
        // told.
        root.onExit()
                .thenAccept(dead -> {})
                .completeOnTimeout(null, LONGEST_DYING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

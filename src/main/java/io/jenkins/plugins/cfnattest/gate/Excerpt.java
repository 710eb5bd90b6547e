package io.jenkins.plugins.cfnattest.gate;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list in a message, which does not drown its reader. */
final class Excerpt {
    private static final int SHOWN = 20;

    private Excerpt() {}

    /** The first twenty, and how many more there are. */
    static String of(Collection<String> items) {
        String shown = items.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return items.size() > SHOWN ? shown + "; and " + (items.size() - SHOWN) + " more" : shown;
    }
}

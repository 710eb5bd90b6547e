package io.jenkins.plugins.cfnattest.template;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How much text the results of one resolver may hold, since a short template can ask for very long ones. */
final class Budget {
    static final long TOTAL = 16L * Template.LIMIT;

    /** What an item of a list costs, in characters. */
    static final long NODE = 32;

    /** How often several resolvers together may make what one may. */
    private static final int TOGETHER = 2;

    private final AtomicLong together;
    /** What lists and maps of mappings cost; many places may ask for the same long one. */
    private final Map<Value, Long> costs = new IdentityHashMap<>();

    private long spent;

    /** A budget of its own. */
    Budget() {
        this(new AtomicLong());
    }

    private Budget(AtomicLong together) {
        this.together = together;
    }

    /** Another one, which shares with this one what both may spend together. */
    Budget another() {
        return new Budget(together);
    }

    /** Whether a text of this length can still be made, and makes note of it. A single one is no longer than a template. */
    boolean affords(long length) {
        if (length > Template.LIMIT || spent + length > TOTAL || together.get() + length > TOGETHER * TOTAL) {
            return false;
        }
        spent += length;
        together.addAndGet(length);
        return true;
    }

    /** Whether a value from elsewhere in the template, a list of a mapping for example, can still be repeated. */
    boolean affords(Value value) {
        return affords(costs.computeIfAbsent(value, Budget::cost));
    }

    private static long cost(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.items().stream().mapToLong(item -> NODE + cost(item)).sum();
        }
        if (value instanceof Value.MapOf map) {
            return map.entries().values().stream()
                    .mapToLong(member -> NODE + cost(member))
                    .sum();
        }
        return value.text().orElse("").length();
    }
}

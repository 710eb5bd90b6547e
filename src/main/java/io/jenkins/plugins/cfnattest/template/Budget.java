package io.jenkins.plugins.cfnattest.template;

/** How much text the results of one resolver may hold, since a short template can ask for very long ones. */
final class Budget {
    static final long TOTAL = 16L * Template.LIMIT;

    /** What an item of a list costs, in characters. */
    static final long NODE = 32;

    private long spent;

    /** Whether a text of this length can still be made, and makes note of it. A single one is no longer than a template. */
    boolean affords(long length) {
        if (length > Template.LIMIT || spent + length > TOTAL) {
            return false;
        }
        spent += length;
        return true;
    }

    /** Whether a value from elsewhere in the template, a list of a mapping for example, can still be repeated. */
    boolean affords(Value value) {
        return affords(cost(value));
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

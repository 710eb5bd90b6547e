package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows tasks a template in every branch that can make a difference to them. A task is watched: only conditions of resources
 * it looked at can change what it sees, so only these are turned round for it, each combination once. Where that takes too
 * much, every condition is taken for true and for false, and the task is {@link #incomplete()}. Used once, by one thread.
 */
final class Exploration {
    /** Up to this many open conditions, a task is shown every combination. */
    static final int LIMIT = 8;

    /** How many nodes of templates may be looked at in branches; a resource counts as many, since every rule of its type is asked about it. */
    static final long WORK = 3_000_000;

    private static final int RESOURCE = 16;

    private static final int SHOWN = 10;

    /** How many characters may be made in all branches together, besides the first; 16 MiB in each. */
    private static final long TEXT = 32L * 1024 * 1024;

    private final Template template;
    private final Branches branches;
    private final EffectiveValues values;
    private final Influence influence;
    private final Seen seen = new Seen();
    private final TreeMap<Long, Map<Consumer<Model>, Long>> pending = new TreeMap<>(Long::compareUnsigned);
    private final Map<Consumer<Model>, Long> incomplete = new LinkedHashMap<>();
    /** What a branch costs at most. */
    private final long size;

    private long work = WORK;
    private long text = TEXT;

    Exploration(Template template, EffectiveParameters parameters, Branches branches) {
        this.template = template;
        this.branches = branches;
        this.values = new EffectiveValues(template, parameters);
        this.influence = new Influence(template, branches.open());
        // Without open conditions there is one branch, whatever it costs.
        this.size = branches.open().isEmpty() ? 0 : size(template);
    }

    private static long size(Template template) {
        return template.resources().values().stream()
                .mapToLong(resource -> RESOURCE + nodes(resource.properties()))
                .sum();
    }

    /** The tasks that did not see every branch. */
    Set<Consumer<Model>> incomplete() {
        return incomplete.keySet();
    }

    /** Why not. */
    String reason(Consumer<Model> task) {
        List<String> names = branches.names(incomplete.get(task));
        return "At most " + LIMIT + " conditions that may turn out either way are inspected in all combinations"
                + " (fewer in large templates), but this depends on " + names.size() + ": "
                + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", ..." : ".");
    }

    /** Shows each task what it has to see. */
    void run(List<? extends Consumer<Model>> tasks) {
        Map<Consumer<Model>, Long> first = new LinkedHashMap<>();
        tasks.forEach(task -> first.put(task, 0L));
        pending.put(0L, first);
        while (!pending.isEmpty()) {
            Map.Entry<Long, Map<Consumer<Model>, Long>> next = pending.pollFirstEntry();
            if (work > 0) {
                branch(next.getKey(), next.getValue());
            } else {
                next.getValue().forEach((task, fixed) -> incomplete.merge(task, fixed, (one, other) -> one | other));
            }
            work -= size;
        }
        if (!incomplete.isEmpty()) {
            models(-1L).forEach(model -> List.copyOf(incomplete.keySet()).forEach(task -> task.accept(model)));
        }
    }

    /** @param falses the open conditions that are false here */
    private void branch(long falses, Map<Consumer<Model>, Long> tasks) {
        List<Model> models = models(falses);
        tasks.forEach((task, fixed) -> {
            seen.conditions = 0;
            models.forEach(task);
            long free = seen.conditions & ~fixed;
            if (tooMany(fixed | free)) {
                incomplete.merge(task, fixed | free, (one, other) -> one | other);
            } else {
                for (long flipped = free; flipped != 0; flipped = flipped - 1 & free) {
                    pending.computeIfAbsent(falses | flipped, key -> new LinkedHashMap<>())
                            .put(task, fixed | free);
                }
            }
        });
    }

    /** Whether nobody should begin to look at every combination of these, or there are conditions without a bit of their own. */
    private boolean tooMany(long conditions) {
        int count = Long.bitCount(conditions);
        return count > LIMIT || conditions < 0 || count > 0 && size << count > WORK;
    }

    private List<Model> models(long falses) {
        Map<String, Boolean> assignment = branches.assignment(falses);
        EffectiveValues resolve = values.under(assignment);
        return Branches.existing(template, assignment).stream()
                .map((List<Resource> existing) -> new Model(template, existing, resolve, true, seen))
                .toList();
    }

    private static long nodes(Value value) {
        if (value instanceof Value.ListOf list) {
            return 1 + list.items().stream().mapToLong(Exploration::nodes).sum();
        }
        if (value instanceof Value.MapOf map) {
            return 1
                    + map.entries().values().stream()
                            .mapToLong(Exploration::nodes)
                            .sum();
        }
        return 1;
    }

    /** Which conditions can change what the running task has seen. */
    private final class Seen extends Watch {
        private long conditions;

        @Override
        void resource(String logicalId) {
            conditions |= influence.ofResource(logicalId);
        }

        @Override
        void type(String type) {
            conditions |= influence.ofType(type);
        }

        @Override
        void everything() {
            conditions |= influence.ofAll();
        }

        @Override
        boolean affords(long length) {
            text -= length;
            return text >= 0;
        }
    }
}

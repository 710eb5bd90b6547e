package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A resource of a model, its properties resolved when first asked for. */
final class Part {
    private static final String IF = "Fn::If";

    private final Resource resource;
    private final Function<Value, Value> resolve;
    private final boolean effective;
    private final Map<String, Optional<Value>> resolved = new HashMap<>();
    private Map<Class<?>, Object> once = Map.of();
    private Map<String, Value> entries;
    private boolean entriesAreResolved;

    Part(Resource resource, Function<Value, Value> resolve, boolean effective) {
        this.resource = resource;
        this.resolve = resolve;
        this.effective = effective;
    }

    Resource resource() {
        return resource;
    }

    /** The resolved property; empty when there is none or it is null. */
    Optional<Value> property(String name) {
        Optional<Value> known = resolved.get(name);
        if (known == null) {
            Optional<Value> entry = Optional.ofNullable(entries().get(key(name)));
            known = entry.map(entriesAreResolved ? Function.identity() : resolve)
                    .filter(value -> !(value instanceof Value.Null));
            resolved.put(name, known);
        }
        return known;
    }

    /** Something computed once; one object of each class. */
    <T> T once(Class<T> kind, Supplier<T> compute) {
        Object known = once.get(kind);
        if (known == null) {
            known = compute.get();
            Map<Class<?>, Object> more = new HashMap<>(once);
            more.put(kind, known);
            once = Map.copyOf(more);
        }
        return kind.cast(known);
    }

    /** The names of all properties, as they are written. */
    Map<String, Value> entries() {
        if (entries == null) {
            entries = effective ? resolvedAtOnce() : asCfnNag();
        }
        return entries;
    }

    /** What CloudFormation sees: a conditional property list is resolved (once: marks do not survive it twice), nothing is renamed. */
    private Map<String, Value> resolvedAtOnce() {
        Value.MapOf written = resource.properties();
        if (!written.entries().containsKey(IF) || !(resolve.apply(written) instanceof Value.MapOf map)) {
            return written.entries();
        }
        entriesAreResolved = true;
        return map.entries();
    }

    /** What cfn_nag sees: the first letter's case does not matter, and the chosen arm of a conditional property list is merged. */
    private Map<String, Value> asCfnNag() {
        Map<String, Value> written = resource.properties().entries();
        boolean usual = !written.containsKey(IF);
        for (String name : written.keySet()) {
            usual &= isUsual(name);
        }
        return usual ? written : renamed(written);
    }

    private Map<String, Value> renamed(Map<String, Value> written) {
        Map<String, Value> result = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (name.equals(IF)
                    && resolve.apply(new Value.MapOf(Map.of(IF, value), value.position())) instanceof Value.MapOf arm) {
                arm.entries().forEach((key, inner) -> result.put(usual(key), inner));
            } else {
                result.put(usual(name), value);
            }
        });
        return result;
    }

    private String key(String name) {
        return effective ? name : usual(name);
    }

    private static boolean isUsual(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z' && name.indexOf('-') < 0;
    }

    /** The one among the names which cfn_nag does not tell apart that looks like CloudFormation's. */
    private static String usual(String name) {
        if (name.isEmpty() || isUsual(name)) {
            return name;
        }
        char first = Character.toLowerCase(name.charAt(0));
        return (first >= 'a' && first <= 'z' ? Character.toUpperCase(first) : first)
                + name.substring(1).replace('-', '_');
    }
}

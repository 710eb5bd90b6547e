package io.jenkins.plugins.cfnattest.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a map under construction, each name once. */
final class Members {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Position> places = new HashMap<>();

    /** Takes a name before its value is read, so that the error comes where the second one stands. */
    void claim(String name, Position position) throws TemplateException {
        Position first = places.putIfAbsent(name, position);
        if (first != null) {
            throw TemplateException.at(
                    position,
                    "each key once",
                    "the key " + Quoted.name(name) + " of " + first + " again",
                    "Remove or rename one of the two.");
        }
    }

    void put(String name, Value value) {
        values.put(name, value);
    }

    Value.MapOf at(Position position) {
        return new Value.MapOf(values, position);
    }
}

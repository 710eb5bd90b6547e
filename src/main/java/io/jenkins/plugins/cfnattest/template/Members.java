package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;

/** The members of a map under construction, each name once. */
final class Members {
    private final OrderedMap.Builder values = new OrderedMap.Builder();
    private final List<Position> places = new ArrayList<>(OrderedMap.FEW);

    /** Takes a name before its value is read, so that the error comes where the second one stands. */
    void claim(String name, Position position) throws TemplateException {
        int first = values.find(name);
        if (first >= 0) {
            throw TemplateException.at(
                    position,
                    "each key once",
                    "the key " + Quoted.name(name) + " of " + places.get(first) + " again",
                    "Remove or rename one of the two.");
        }
        places.add(position);
    }

    /** The value of the name claimed last. */
    void put(String name, Value value) {
        values.add(name, value);
    }

    Value.MapOf at(Position position) {
        return new Value.MapOf(values.build(), position);
    }
}

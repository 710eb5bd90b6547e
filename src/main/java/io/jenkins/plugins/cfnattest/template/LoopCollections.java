package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What loops run over: a list, or a function that answers one from parameters and mappings. */
final class LoopCollections {
    private final Resolver resolver;
    private final LoopBudget budget;

    LoopCollections(Template template, Map<String, String> known, LoopBudget budget) {
        this.resolver = Resolver.likeCloudFormation(template, known, Map.of());
        this.budget = budget;
    }

    /** The value with everything known put in. */
    Value resolve(Value value) {
        return resolver.resolve(value);
    }

    /**
     * The items; empty when nobody knows them.
     *
     * @throws TemplateException when it is no list of single values
     */
    Optional<List<String>> items(Loop loop, Value collection) throws TemplateException {
        Value resolved = resolve(collection);
        if (resolved instanceof Value.MapOf) {
            return Optional.empty();
        }
        if (!(resolved instanceof Value.ListOf list)) {
            throw malformed(loop, resolved);
        }
        List<String> items = new ArrayList<>(list.items().size());
        for (Value item : list.items()) {
            if (item instanceof Value.MapOf) {
                return Optional.empty();
            }
            String text = item.text().orElseThrow(() -> malformed(loop, item));
            budget.spend(0, item.position());
            items.add(text);
        }
        return Optional.of(items);
    }

    private static TemplateException malformed(Loop loop, Value found) {
        return TemplateException.at(
                found.position(),
                "the collection of " + Quoted.name(loop.name()) + " to be a list of single values",
                "something else",
                "Write a list, or refer to a parameter of a list type.");
    }
}

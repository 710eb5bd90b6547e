package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a rule found out about resources that others link to: thousands of functions may name one role with thousands of
 * statements, which must be read once.
 */
final class Remembered {
    private final Map<String, Boolean> answers = new HashMap<>();

    private Remembered() {}

    /**
     * Whether this holds for a resource.
     *
     * @param question names the test: a hardened rule and the one it hardens share a view
     */
    static boolean test(String question, Element linked, Predicate<Element> test) {
        Map<String, Boolean> answers = linked.view().once(Remembered.class, view -> new Remembered()).answers;
        String key = question + " " + linked.logicalId();
        Boolean known = answers.get(key);
        if (known == null) {
            known = test.test(linked);
            answers.put(key, known);
        }
        return known;
    }
}

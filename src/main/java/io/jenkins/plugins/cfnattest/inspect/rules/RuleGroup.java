package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.List;

/**
 * Rules about one topic, which share a page.
 *
 * @param slug the page's name without ending, for ever, since links name it: lower-case words with {@code -}
 * @param title what people call the topic
 * @param introduction what these rules are about; a sentence or a few
 * @param rules the rules in the order of the page: each rule of cfn_nag, followed by those that harden it
 */
public record RuleGroup(String slug, String title, String introduction, List<Rule> rules) {
    public RuleGroup {
        rules = List.copyOf(rules);
        if (!slug.matches("[a-z]+(-[a-z]+)*") || title.isBlank() || !introduction.endsWith(".") || rules.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a group with a slug such as network-acls, a title, a sentence and rules, but found "
                            + slug + ", '" + title + "', '" + introduction + "' and " + rules.size() + " rules.");
        }
    }

    /** The page, relative to the project's root, such as {@code docs/rules/secrets.md}. */
    public String page() {
        return "docs/rules/" + slug + ".md";
    }
}

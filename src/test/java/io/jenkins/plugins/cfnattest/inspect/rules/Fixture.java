package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's template. On the line of a logical id, a comment with the rule's id says that the resource offends ({@code Open:
 * # W41}); every other resource must stay silent.
 *
 * @param text the template
 * @param expected the logical ids of those that offend
 */
record Fixture(String text, Set<String> expected) {
    private static final Pattern MARK = Pattern.compile("^ {2}(\\w+): # (\\w+)$", Pattern.MULTILINE);

    static Optional<Fixture> of(Rule rule) {
        try (InputStream in = Fixture.class.getResourceAsStream("/rules/" + rule.id() + ".yaml")) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Set<String> expected = new TreeSet<>();
            Matcher matcher = MARK.matcher(text);
            while (matcher.find()) {
                if (matcher.group(2).equals(rule.id())) {
                    expected.add(matcher.group(1));
                }
            }
            return Optional.of(new Fixture(text, expected));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

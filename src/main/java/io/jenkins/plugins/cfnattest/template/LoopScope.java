package io.jenkins.plugins.cfnattest.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the identifiers of the loops around a place stand for. CloudFormation replaces <code>${Identifier}</code>, and
 * <code>&amp;{Identifier}</code> without anything but letters and digits, in every key and text of a body, functions or not.
 */
final class LoopScope {
    /** CloudFormation takes five loops inside each other. */
    private static final int DEEPEST = 5;

    private final Map<String, Optional<String>> items;

    private LoopScope(Map<String, Optional<String>> items) {
        this.items = items;
    }

    /** Outside of any loop. */
    static LoopScope none() {
        return new LoopScope(Map.of());
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean has(String identifier) {
        return items.containsKey(identifier);
    }

    /**
     * Inside this loop.
     *
     * @param item empty when nobody knows it, so that the identifier stands for itself
     * @throws TemplateException when the identifier is taken, or there are too many loops around
     */
    LoopScope inside(Loop loop, Optional<String> item) throws TemplateException {
        if (items.containsKey(loop.identifier())) {
            throw TemplateException.at(
                    loop.position(),
                    "an identifier that no loop around " + Quoted.name(loop.name()) + " has",
                    Quoted.name(loop.identifier()),
                    "Choose another.");
        }
        if (items.size() >= DEEPEST) {
            throw TemplateException.at(
                    loop.position(),
                    "at most " + Integer.toString(DEEPEST) + " loops inside each other",
                    "one more",
                    "Nest fewer loops.");
        }
        Map<String, Optional<String>> inner = new LinkedHashMap<>(items);
        inner.put(loop.identifier(), item);
        return new LoopScope(inner);
    }

    /** What a reference to this identifier answers. */
    String item(String identifier) {
        return items.get(identifier).orElse("${" + identifier + "}");
    }

    /**
     * The text with the items put in; somewhere beyond this length it ends. Which loop is replaced first is not documented, so a result in which an identifier
     * stands again, because items or their neighbours spelled it, is refused: it would be replaced once more or not.
     *
     * @throws TemplateException for such a text, or an identifier that stands between blanks
     */
    String filled(String text, Position position, long longest) throws TemplateException {
        if (items.isEmpty() || text.indexOf('{') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0 && out.length() <= longest; open = text.indexOf('{', open + 1)) {
            Optional<String> name = identifierBehind(text, open);
            if (open > from
                    && name.isPresent()
                    && text.startsWith("}", open + 1 + name.get().length())) {
                int end = open + 2 + name.get().length();
                Optional<String> item = items.get(name.get());
                out.append(text, from, open - 1)
                        .append(item.map(text.charAt(open - 1) == '&' ? LoopScope::plain : value -> value)
                                .orElse(text.substring(open - 1, end)));
                from = end;
            }
        }
        String result = out.append(text, from, text.length()).toString();
        if (result.length() <= longest) {
            checkFinal(result, position);
        }
        return result;
    }

    /** @throws TemplateException when a known identifier stands in this result of a replacement */
    void checkFinal(String text, Position position) throws TemplateException {
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            Optional<String> name = identifierBehind(text, open);
            if (name.isPresent() && items.get(name.get()).isPresent()) {
                throw TemplateException.at(
                        position,
                        "items that spell no identifier of a loop, and identifiers without blanks around them",
                        "the identifier " + Quoted.name(name.get()) + " in the result",
                        "Rename the identifier or change the items.");
            }
        }
    }

    private static String plain(String item) {
        return item.replaceAll("[^A-Za-z0-9]", "");
    }

    /** The identifier between this brace, which follows a dollar or ampersand, and the next one; there may be blanks around it. */
    private Optional<String> identifierBehind(String text, int open) {
        if (open == 0 || text.charAt(open - 1) != '$' && text.charAt(open - 1) != '&') {
            return Optional.empty();
        }
        int start = skipBlanks(text, open + 1);
        return items.keySet().stream()
                .filter(name ->
                        text.startsWith(name, start) && text.startsWith("}", skipBlanks(text, start + name.length())))
                .findFirst();
    }

    private static int skipBlanks(String text, int index) {
        int end = index;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}

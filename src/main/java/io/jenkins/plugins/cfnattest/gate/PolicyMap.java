package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.template.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A map in a policy, read strictly: no member that nobody knows, no value of another kind, nothing twice in a list. Each complaint names line
 * and column.
 *
 * @param source how messages call the file
 * @param where how they call the map
 */
record PolicyMap(String source, String where, Value.MapOf map) {
    private static final int DIGITS = 6;
    /** Days, hours, minutes and seconds, without signs and fractions. */
    private static final Pattern DURATION =
            Pattern.compile("P(?=[0-9T])([0-9]{1,5}D)?(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?)?");

    /** What RFC 3339 calls a date-time, with {@code Z}, and without leap seconds. */
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    /** The map, if it is one and all its members are known. */
    static PolicyMap of(String source, String where, Value value, Set<String> known) throws PolicyException {
        PolicyMap map = anyOf(source, where, value);
        for (Map.Entry<String, Value> member : map.map.entries().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw map.at(
                        member.getValue(),
                        where + " has the member " + OneLine.quoted(member.getKey())
                                + ", which nobody knows; known are " + new TreeSet<>(known) + ".");
            }
        }
        return map;
    }

    /** The map, whatever its members are called. */
    static PolicyMap anyOf(String source, String where, Value value) throws PolicyException {
        if (value instanceof Value.MapOf map) {
            return new PolicyMap(source, where, map);
        }
        throw PolicyException.at(source, value.position(), where + " should be a map, but is not.");
    }

    boolean has(String name) {
        return map.entries().containsKey(name);
    }

    Value member(String name) throws PolicyException {
        Optional<Value> member = map.get(name);
        if (member.isEmpty()) {
            throw wrong("needs the member '" + name + "', but has none");
        }
        return member.get();
    }

    String text(String name) throws PolicyException {
        return text(inner(name), member(name));
    }

    Optional<String> optionalText(String name) throws PolicyException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Duration duration(String name) throws PolicyException {
        String text = text(name);
        if (!DURATION.matcher(text).matches()) {
            throw wrong(name, "should be a duration such as P7D or PT2M, but is " + OneLine.quoted(text));
        }
        return Duration.parse(text);
    }

    /** A time in UTC (RFC 3339, with seconds and nothing finer); absent when the member is not there. */
    Optional<Instant> instant(String name) throws PolicyException {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = text(name);
        try {
            if (TIME.matcher(text).matches()) {
                return Optional.of(Instant.parse(text));
            }
        } catch (DateTimeException e) {
            throw wrong(name, "should be a time that there is, but is " + OneLine.quoted(text));
        }
        throw wrong(name, "should be a time in UTC such as 2026-12-31T00:00:00Z, but is " + OneLine.quoted(text));
    }

    /** A text that may have several lines. */
    String lines(String name) throws PolicyException {
        if (!(member(name) instanceof Value.Text text)) {
            throw wrong(name, "should be a text, but is not");
        }
        if (text.content().isBlank()) {
            throw wrong(name, "should be a text, but is blank");
        }
        return text.content();
    }

    /** A whole number from 1. */
    int count(String name) throws PolicyException {
        Value value = member(name);
        String text = value.text().orElse("");
        if (!(value instanceof Value.Num) || !text.matches("[1-9][0-9]{0," + (DIGITS - 1) + "}")) {
            throw wrong(name, "should be a whole number from 1, without quotes, but is not");
        }
        return Integer.parseInt(text);
    }

    boolean flag(String name) throws PolicyException {
        if (has(name) && !(member(name) instanceof Value.Bool)) {
            throw wrong(name, "should be true or false, but is neither");
        }
        return has(name) && ((Value.Bool) member(name)).value();
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws PolicyException {
        return word(inner(name), member(name), type);
    }

    /** The words of a list with at least one. */
    <E extends Enum<E>> Set<E> words(String name, Class<E> type) throws PolicyException {
        Set<E> words = new LinkedHashSet<>();
        for (Value item : items(name)) {
            E word = word("an item of " + inner(name), item, type);
            once(words.add(word), item, name);
        }
        some(words.isEmpty(), name);
        return words;
    }

    /** The texts of a list; none when the member is not there. */
    Set<String> texts(String name, Pattern shape, String what) throws PolicyException {
        Set<String> texts = new LinkedHashSet<>();
        if (has(name)) {
            for (Value item : items(name)) {
                String text = text("an item of " + inner(name), item);
                if (!shape.matcher(text).matches()) {
                    throw at(
                            item,
                            "an item of " + inner(name) + " should be " + what + ", but is " + OneLine.quoted(text)
                                    + ".");
                }
                once(texts.add(text), item, name);
            }
        }
        return texts;
    }

    /** The same, of a list that is there and has at least one. */
    Set<String> someTexts(String name, Pattern shape, String what) throws PolicyException {
        Set<String> texts = texts(name, shape, what);
        some(texts.isEmpty(), name);
        return texts;
    }

    /** A map with these members. */
    PolicyMap map(String name, Set<String> known) throws PolicyException {
        return of(source, inner(name), member(name), known);
    }

    /** The maps of a list that is there and has at least one. */
    List<PolicyMap> someMaps(String name, Set<String> known) throws PolicyException {
        List<PolicyMap> maps = maps(name, known);
        some(maps.isEmpty(), name);
        return maps;
    }

    /** The maps of a list; none when the member is not there. */
    List<PolicyMap> maps(String name, Set<String> known) throws PolicyException {
        List<PolicyMap> maps = new ArrayList<>();
        if (has(name)) {
            for (Value item : items(name)) {
                maps.add(of(source, "item " + (maps.size() + 1) + " of " + inner(name), item, known));
            }
        }
        return maps;
    }

    /** A complaint about the map; {@code predicate} is what it does or lacks. */
    PolicyException wrong(String predicate) {
        return at(map, where + " " + predicate + ".");
    }

    /** A complaint about a member that is there. */
    PolicyException wrong(String name, String predicate) {
        return at(map.entries().get(name), inner(name) + " " + predicate + ".");
    }

    /** A complaint about an item of a member. */
    PolicyException wrong(Value item, String sentence) {
        return at(item, sentence);
    }

    String inner(String name) {
        return "'" + OneLine.of(name, OneLine.VALUE) + "' of " + where;
    }

    /** The items of a list that is there. */
    List<Value> items(String name) throws PolicyException {
        if (member(name) instanceof Value.ListOf list) {
            return list.items();
        }
        throw wrong(name, "should be a list, but is not");
    }

    private void some(boolean none, String name) throws PolicyException {
        if (none) {
            throw has(name)
                    ? wrong(name, "should name at least one, but is empty")
                    : wrong("needs the member '" + name + "', a list, but has none");
        }
    }

    private void once(boolean added, Value item, String name) throws PolicyException {
        if (!added) {
            throw at(item, inner(name) + " has this item twice. Remove one.");
        }
    }

    private <E extends Enum<E>> E word(String what, Value value, Class<E> type) throws PolicyException {
        String text = text(what, value);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw at(
                value,
                what + " should be one of " + Arrays.toString(type.getEnumConstants()) + ", but is "
                        + OneLine.quoted(text) + ".");
    }

    private String text(String what, Value value) throws PolicyException {
        if (!(value instanceof Value.Text text)) {
            throw at(value, what + " should be a text, but is not. Put quotes round it if it looks like a number.");
        }
        if (text.content().isBlank() || !text.content().codePoints().allMatch(OneLine::printable)) {
            throw at(value, what + " should be a text of printable characters, but is not.");
        }
        return text.content();
    }

    private PolicyException at(Value value, String message) {
        return PolicyException.at(source, value.position(), message);
    }
}

package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fixture cut into its entries, so that some of them can be put together to a smaller template. Knows the block style of
 * fixtures only: sections at the margin, entries two blanks in.
 *
 * @param entries in the order of the text
 */
record Slices(List<Entry> entries) {
    private static final Pattern SECTION = Pattern.compile("(\\w+):(.*)");
    private static final Pattern ENTRY = Pattern.compile(" {2}([^\\s#][^#]*?):( .*)?");
    private static final Pattern TYPE = Pattern.compile("^ {4}Type: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?:- |\\w: )'?([a-z][a-z-]+)'?$", Pattern.MULTILINE);
    static final String RESOURCES = "Resources";

    /**
     * One entry of a section.
     *
     * @param section the section, such as {@code Resources}
     * @param name the entry's name; empty for a section that is a scalar
     * @param text its lines
     */
    record Entry(String section, String name, String text) {
        boolean isResource() {
            return section.equals(RESOURCES);
        }

        String type() {
            Matcher matcher = TYPE.matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }

        /** Texts that may be names: neither types nor numbers nor switches. */
        Set<String> values() {
            Set<String> values = new LinkedHashSet<>();
            Matcher value = NAME.matcher(text);
            while (value.find()) {
                values.add(value.group(1));
            }
            return values;
        }

        /** Whether the other's name stands here as a value or a part of one, not as a key. */
        boolean mentions(Entry other) {
            String body = text.substring(text.indexOf('\n') + 1);
            return other != this
                    && !other.name.isEmpty()
                    && Pattern.compile("(?<![\\w:])" + Pattern.quote(other.name) + "(?![\\w:])")
                            .matcher(body)
                            .find();
        }
    }

    static Slices of(String template) {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : template.split("\n")) {
            Matcher head = SECTION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            boolean begins = head.matches() || entry.matches();
            if (begins && text.length() > 0) {
                entries.add(new Entry(section, name, text.toString()));
                text.setLength(0);
            }
            if (head.matches()) {
                section = head.group(1);
                name = "";
                text.append(head.group(2).isBlank() ? "" : line + "\n");
            } else {
                name = entry.matches() ? entry.group(1) : name;
                text.append(line).append('\n');
            }
        }
        entries.add(new Entry(section, name, text.toString()));
        return new Slices(entries);
    }

    /** These entries, and all that they and those mention. */
    Set<Entry> withMentioned(Set<Entry> some) {
        Set<Entry> all = new LinkedHashSet<>(some);
        List<Entry> open = new ArrayList<>(some);
        while (!open.isEmpty()) {
            Entry next = open.remove(0);
            for (Entry other : entries) {
                if (next.mentions(other) && all.add(other)) {
                    open.add(other);
                }
            }
        }
        return all;
    }

    /** Whether neither mentions another entry, but both have a value in common, such as a name that is no logical id. */
    boolean shareName(Entry one, Entry other) {
        Set<String> shared = new LinkedHashSet<>(one.values());
        shared.retainAll(other.values());
        return isLoose(one) && !shared.isEmpty();
    }

    private boolean isLoose(Entry entry) {
        return entries.stream().noneMatch(other -> entry.mentions(other) || other.mentions(entry));
    }

    /** A template of these entries, in the order of the text. */
    String join(Set<Entry> some) {
        StringBuilder text = new StringBuilder();
        Optional<String> section = Optional.empty();
        for (Entry entry : entries) {
            if (some.contains(entry)) {
                if (!entry.name.isEmpty()
                        && section.filter(entry.section::equals).isEmpty()) {
                    text.append(entry.section).append(":\n");
                }
                section = Optional.of(entry.section);
                text.append(entry.text);
            }
        }
        return text.toString();
    }
}

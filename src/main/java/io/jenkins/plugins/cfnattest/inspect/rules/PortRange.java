package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.template.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ports of a network ACL's entry, both ends included.
 *
 * @param entry the entry
 * @param from the first port
 * @param to the last port
 * @param properties what two entries have in common exactly when all their properties are the same
 */
record PortRange(Element entry, BigDecimal from, BigDecimal to, String properties) {
    private static final Pattern LEADING_NUMBER = Pattern.compile("^\\s*([+-]?[0-9]{1,30})");

    /** The range, when both ends are numbers; a text counts as the number it begins with, unless that is 0. */
    static Optional<PortRange> of(Element entry) {
        Optional<BigDecimal> from = port(entry.get("PortRange").get("From"));
        Optional<BigDecimal> to = port(entry.get("PortRange").get("To"));
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new PortRange(entry, from.get(), to.get(), properties(entry)));
    }

    private static Optional<BigDecimal> port(Node node) {
        Optional<Value> value = node.value();
        if (value.isPresent() && value.get() instanceof Value.Num number) {
            return Optional.of(number.value());
        }
        Matcher matcher = LEADING_NUMBER.matcher(node.string().orElse(""));
        return matcher.find()
                ? Optional.of(new BigDecimal(matcher.group(1))).filter(number -> number.signum() != 0)
                : Optional.empty();
    }

    private static String properties(Element entry) {
        return entry.properties().stream()
                .map(node -> node.path() + "=" + node.key())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /**
     * Those that overlap another one with other properties, in time n log n: sorted by first port, those that begin in time
     * are a prefix, and of these the one that ends last decides.
     */
    static List<PortRange> overlapping(List<PortRange> ranges) {
        List<PortRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(PortRange::from));
        List<Last> prefixes = new ArrayList<>();
        Last last = new Last(Optional.empty(), Optional.empty());
        for (PortRange range : sorted) {
            last = last.with(range);
            prefixes.add(last);
        }
        return ranges.stream().filter(range -> range.overlaps(sorted, prefixes)).toList();
    }

    private boolean overlaps(List<PortRange> sorted, List<Last> prefixes) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).from.compareTo(to) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0
                && prefixes.get(low - 1)
                        .other(properties)
                        .filter(other -> other.to.compareTo(from) >= 0)
                        .isPresent();
    }

    /** Of several ranges the one that ends last, and the one that does among those with other properties. */
    private record Last(Optional<PortRange> first, Optional<PortRange> second) {
        Last with(PortRange range) {
            if (first.isEmpty()) {
                return new Last(Optional.of(range), second);
            }
            boolean later = range.to.compareTo(first.get().to) > 0;
            if (range.properties.equals(first.get().properties)) {
                return later ? new Last(Optional.of(range), second) : this;
            }
            if (later) {
                return new Last(Optional.of(range), first);
            }
            boolean beatsSecond = second.isEmpty() || range.to.compareTo(second.get().to) > 0;
            return beatsSecond ? new Last(first, Optional.of(range)) : this;
        }

        Optional<PortRange> other(String properties) {
            return first.filter(range -> !range.properties.equals(properties)).or(() -> second);
        }
    }
}

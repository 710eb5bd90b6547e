package io.jenkins.plugins.cfnattest.gate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version comes before which: numbers with dots, compared number by number; one with a hyphen and a word comes before the same without. */
final class VersionOrder {
    private static final Pattern SHAPE =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){0,7})(-[0-9A-Za-z.-]{1,64})?(?:\\+[0-9A-Za-z.-]{1,64})?");

    private VersionOrder() {}

    /** Whether it is a version that can be compared. */
    static boolean isVersion(String version) {
        return SHAPE.matcher(version).matches();
    }

    /** Whether a version is that one or a later one; not when either cannot be compared, nor when both are preliminary in different words. */
    static boolean isAtLeast(String version, String lowest) {
        Matcher found = SHAPE.matcher(version);
        Matcher wanted = SHAPE.matcher(lowest);
        if (!found.matches() || !wanted.matches()) {
            return false;
        }
        int order = compare(found.group(1).split("\\."), wanted.group(1).split("\\."));
        return order > 0
                || order == 0 && (found.group(2) == null || found.group(2).equals(wanted.group(2)));
    }

    private static int compare(String[] left, String[] right) {
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(number(left, i), number(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String[] numbers, int place) {
        return place < numbers.length ? Integer.parseInt(numbers[place]) : 0;
    }
}

package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv6 network as it is written. Parsed here because the JDK's parser may ask a name server, and takes mapped addresses for IPv4.
 *
 * @param zero whether all bits of the network's address are zero
 * @param prefix length of the prefix, 0 to 128
 */
record Ip(boolean zero, int prefix) {
    /** An address without a prefix length is taken for its network, as cfn_nag does; it is no single address. */
    private static final int WITHOUT_PREFIX = 64;

    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** Parses an address with or without a prefix length; empty when it is none. */
    static Optional<Ip> network(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<int[]> groups = parts.length > 2 ? Optional.empty() : groups(parts[0]);
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        int prefix = WITHOUT_PREFIX;
        if (parts.length == 2) {
            if (!PREFIX.matcher(parts[1]).matches() || Integer.parseInt(parts[1]) > 128) {
                return Optional.empty();
            }
            prefix = Integer.parseInt(parts[1]);
        }
        return Optional.of(new Ip(isZero(groups.get(), prefix), prefix));
    }

    /** Whether this is every address. */
    boolean everything() {
        return prefix == 0;
    }

    private static boolean isZero(int[] groups, int prefix) {
        for (int bit = 0; bit < prefix; bit++) {
            if ((groups[bit / 16] >> 15 - bit % 16 & 1) == 1) {
                return false;
            }
        }
        return true;
    }

    /** The eight groups of an address; empty when it is none. */
    static Optional<int[]> groups(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            Optional<int[]> all = listed(address);
            return all.filter(groups -> groups.length == 8);
        }
        Optional<int[]> head = listed(address.substring(0, gap));
        Optional<int[]> tail = listed(address.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 7) {
            return Optional.empty();
        }
        int[] groups = new int[8];
        System.arraycopy(head.get(), 0, groups, 0, head.get().length);
        System.arraycopy(tail.get(), 0, groups, 8 - tail.get().length, tail.get().length);
        return Optional.of(groups);
    }

    private static Optional<int[]> listed(String text) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        String[] parts = text.split(":", -1);
        boolean mapped = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (mapped ? 1 : 0)];
        for (int i = 0; i < parts.length - (mapped ? 1 : 0); i++) {
            if (!GROUP.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        return !mapped || putMapped(parts[parts.length - 1], groups) ? Optional.of(groups) : Optional.empty();
    }

    private static boolean putMapped(String dotted, int[] groups) {
        if (!DOTTED.matcher(dotted).matches()) {
            return false;
        }
        String[] bytes = dotted.split("\\.");
        for (int i = 0; i < 4; i++) {
            int value = Integer.parseInt(bytes[i]);
            if (value > 255) {
                return false;
            }
            groups[groups.length - 2 + i / 2] |= value << 8 * (1 - i % 2);
        }
        return true;
    }
}

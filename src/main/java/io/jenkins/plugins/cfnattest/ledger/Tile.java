package io.jenkins.plugins.cfnattest.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of the log as C2SP tlog-tiles cuts it: up to 256 hashes of one level, or up to 256 entries.
 *
 * @param level the level of the hashes, or {@link #ENTRIES}
 * @param index its place within the level
 * @param width how many hashes or entries it has, 1 to 256
 */
record Tile(int level, long index, int width) {
    /** The level of bundles of entries. */
    static final int ENTRIES = -1;

    /** Hashes or entries in a full tile. */
    static final int FULL = 256;

    /** Levels of a tile span this many levels of the tree. */
    static final int HEIGHT = 8;

    /** More levels would need more entries than a long counts. */
    private static final int HIGHEST = 7;

    private static final int GROUP = 1000;
    private static final Pattern PATH =
            Pattern.compile("(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    Tile {
        if (level < ENTRIES || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("No tile has level " + level + ", index " + index + ", width " + width);
        }
    }

    /** How many hashes (or entries) a level has in a tree of this size. */
    static long count(int level, long size) {
        return level == ENTRIES ? size : size >> (HEIGHT * level);
    }

    /** The tile as a tree of this size has it: the rightmost of a level may be partial. */
    static Tile in(long size, int level, long index) {
        return new Tile(level, index, (int) Math.min(FULL, count(level, size) - index * FULL));
    }

    /** The rightmost, partial tiles of the hashes of a tree of this size, from level 0 up. */
    static List<Tile> rightEdge(long size) {
        List<Tile> edge = new ArrayList<>();
        for (int level = 0; count(level, size) > 0; level++) {
            long count = count(level, size);
            if (count % FULL > 0) {
                edge.add(in(size, level, count / FULL));
            }
        }
        return edge;
    }

    boolean isPartial() {
        return width < FULL;
    }

    /** The whole tile of which this is a part. */
    Tile full() {
        return new Tile(level, index, FULL);
    }

    /** Where its last hash or entry ends, counted in its level. */
    long end() {
        return index * FULL + width;
    }

    /** {@code L/N[.p/W]} or {@code entries/N[.p/W]}, the path below {@code tile/}. */
    String path() {
        return (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + number(index)
                + (isPartial() ? ".p/" + Integer.toString(width) : "");
    }

    /** An index in groups of three digits, all but the last marked with an x: {@code x001/x234/067}. */
    static String number(long index) {
        List<String> groups = new ArrayList<>();
        long rest = index;
        do {
            String digits = Long.toString(rest % GROUP + GROUP).substring(1);
            groups.add(groups.isEmpty() ? digits : "x" + digits);
            rest /= GROUP;
        } while (rest > 0);
        Collections.reverse(groups);
        return String.join("/", groups);
    }

    /** The index this path stands for, in its one spelling. */
    static OptionalLong parseNumber(String path) {
        String digits = path.replace("x", "").replace("/", "");
        if (!digits.matches("[0-9]{3,18}")) {
            return OptionalLong.empty();
        }
        long index = Long.parseLong(digits);
        return number(index).equals(path) ? OptionalLong.of(index) : OptionalLong.empty();
    }

    /** The tile with this path; empty when no tile has it. */
    static Optional<Tile> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OptionalLong index = parseNumber(matcher.group(2));
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        if (index.isEmpty() || width > FULL) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        Tile tile = new Tile(level, index.getAsLong(), width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as checkpoints and proofs write them: ASCII digits without leading zeroes. */
final class Decimal {
    /** 18 digits always fit into a long, and no log gets that long. */
    private static final Pattern SHAPE = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Decimal() {}

    static OptionalLong parse(String text) {
        return SHAPE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}

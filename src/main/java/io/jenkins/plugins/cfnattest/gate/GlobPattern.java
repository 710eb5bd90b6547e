package io.jenkins.plugins.cfnattest.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of job or stack names: anchored and case-sensitive; {@code *} stands for any characters within a segment, {@code **} for any
 * characters across {@code /}. Every other character stands for itself. Matching walks the text once, whatever the pattern.
 */
final class GlobPattern {
    private static final int WITHIN_SEGMENT = -1;
    private static final int ACROSS_SEGMENTS = -2;

    private final List<Integer> tokens = new ArrayList<>();

    GlobPattern(String pattern) {
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) != '*') {
                tokens.add((int) pattern.charAt(at));
            } else if (at + 1 < pattern.length() && pattern.charAt(at + 1) == '*') {
                tokens.add(ACROSS_SEGMENTS);
                at++;
            } else {
                tokens.add(WITHIN_SEGMENT);
            }
        }
    }

    boolean matches(String text) {
        // reached[i]: the text so far can be matched by the first i tokens.
        boolean[] reached = new boolean[tokens.size() + 1];
        reached[0] = true;
        skipStars(reached);
        for (int at = 0; at < text.length(); at++) {
            reached = step(reached, text.charAt(at));
        }
        return reached[tokens.size()];
    }

    private boolean[] step(boolean[] reached, char character) {
        boolean[] next = new boolean[reached.length];
        for (int i = 0; i < tokens.size(); i++) {
            int token = tokens.get(i);
            if (reached[i] && token == character) {
                next[i + 1] = true;
            } else if (reached[i] && (token == ACROSS_SEGMENTS || token == WITHIN_SEGMENT && character != '/')) {
                next[i] = true;
            }
        }
        skipStars(next);
        return next;
    }

    /** A star may stand for nothing. */
    private void skipStars(boolean[] reached) {
        for (int i = 0; i < tokens.size(); i++) {
            if (reached[i] && tokens.get(i) < 0) {
                reached[i + 1] = true;
            }
        }
    }
}

package io.jenkins.plugins.cfnattest.template;

/** Names from a template, fit for a message: quoted, cut, and without characters that could forge a line of a log. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    static String name(String name) {
        StringBuilder out = new StringBuilder("\"");
        int[] points = name.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            append(out, points[i]);
        }
        return out.append(points.length > LONGEST ? "...\"" : "\"").toString();
    }

    /** One character as a reader of the message can find it. */
    static String character(int codePoint) {
        return isPlain(codePoint) ? "'" + Character.toString(codePoint) + "'" : "the character " + code(codePoint);
    }

    static String code(int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isPlain(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            out.append('<').append(code(codePoint)).append('>');
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}

package io.jenkins.plugins.cfnattest.gate;

/** Text of others, made fit for one line of a message: no control characters that could forge lines or colours, and not too long. */
public final class OneLine {
    /** How many characters of a value a message shows. */
    public static final int VALUE = 80;

    private static final String CUT = "...";

    private OneLine() {}

    /** The text with each control, format and line-breaking character shown as {@code ?}, cut after {@code limit} characters. */
    public static String of(String text, int limit) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(limit)
                .map(point -> printable(point) ? point : '?')
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > limit ? line.append(CUT).toString() : line.toString();
    }

    /** A value in quotes, shortened. */
    public static String quoted(String value) {
        return "'" + of(value, VALUE) + "'";
    }

    /** Whether the code point can stand in a line without changing how the rest of it is read. */
    public static boolean printable(int point) {
        if (point >= ' ' && point <= '~') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

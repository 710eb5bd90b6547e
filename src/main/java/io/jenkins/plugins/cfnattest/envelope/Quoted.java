package io.jenkins.plugins.cfnattest.envelope;

/** Text of strangers made fit for a message: in quotes, on one line, of bounded length, without characters that steer a terminal or a log. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /** The text in single quotes; what is no plain character becomes {@code ?}, and what is too long is cut. */
    public static String of(String text) {
        return "'" + plain(text) + "'";
    }

    /** The same without the quotes. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> plain.appendCodePoint(isPlain(point) ? point : '?'));
        return text.codePointCount(0, text.length()) > LONGEST
                ? plain.append("...").toString()
                : plain.toString();
    }

    /** Letters of all scripts are plain; controls, line ends, halves of surrogate pairs and what changes the direction of writing are not. */
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
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

package io.jenkins.plugins.cfnattest.inspect.external;

/** What a foreign program says, made fit for reports, statements and terminals: one line, bounded, without characters that steer a terminal or turn the direction of writing. */
final class PlainText {
    /** The longest name of a rule, resource or version, in characters. */
    static final int LONGEST_NAME = 255;
    /** The longest message, in characters. */
    static final int LONGEST_MESSAGE = 2_000;

    private PlainText() {}

    /** A name: cut after {@value #LONGEST_NAME} characters. */
    static String name(String text) {
        return cut(text, LONGEST_NAME);
    }

    /** A message: cut after {@value #LONGEST_MESSAGE} characters. */
    static String message(String text) {
        return cut(text, LONGEST_MESSAGE);
    }

    /** Blanks of all kinds become one space, steering characters {@code ?}; what is too long is cut, with a mark that says so. */
    static String cut(String text, int limit) {
        StringBuilder plain = new StringBuilder();
        boolean blank = false;
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isBlank(point)) {
                blank = true;
                continue;
            }
            if (count >= limit) {
                return plain.append(" [cut: ")
                        .append(text.length())
                        .append(" characters]")
                        .toString();
            }
            if (blank && plain.length() > 0) {
                plain.append(' ');
                count++;
            }
            blank = false;
            plain.appendCodePoint(isPlain(point) ? point : '?');
            count++;
        }
        return plain.toString();
    }

    private static boolean isBlank(int point) {
        return switch (Character.getType(point)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> true;
            default -> point >= '\t' && point <= '\r';
        };
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}

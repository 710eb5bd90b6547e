package io.jenkins.plugins.cfnattest.template;

/**
 * The text of a {@link SubsetReader}, and where in it the reader stands. Places cost nothing: a line's start is kept, and
 * each character is one column, because what takes two is refused.
 */
final class SubsetText {
    /** Behind the last character; no template holds it. */
    static final char END = '\0';

    private final String text;
    private final char[] chars;
    private int index;
    private int line = 1;
    private int lineStart;

    /** Refuses what readers of YAML count or break lines at in their own ways: tabs, lone carriage returns, marks of byte order, surrogates. */
    SubsetText(String source) throws Rare {
        text = source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n");
        int length = text.length();
        chars = new char[length + 1];
        text.getChars(0, length, chars, 0);
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if ((c < ' ' || c > '~') && c != '\n' && !isLetterAbroad(c)) {
                throw Rare.text();
            }
        }
    }

    private static boolean isLetterAbroad(char c) {
        return c >= 0xA0 && c < 0xFFFE && !Character.isSurrogate(c) && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
    }

    char peek() {
        return chars[index];
    }

    char peek(int ahead) {
        return chars[index + ahead];
    }

    /** Steps over characters of this line. */
    void skip(int count) {
        index += count;
    }

    int index() {
        return index;
    }

    /** Steps back to a place on this line. */
    void backTo(int start) {
        index = start;
    }

    String since(int start) {
        return text.substring(start, index);
    }

    /** From 0; behind the last character it is left of everything. */
    int column() {
        return chars[index] == END ? -1 : index - lineStart;
    }

    Position position() {
        return new Position(line, index - lineStart + 1);
    }

    /** Whether an indicator stands here: this character with a blank behind it. */
    boolean at(char indicator) {
        return chars[index] == indicator && isBlank(chars[index + 1]);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == END;
    }

    /** Steps over spaces and a comment; whether that was the rest of the line. */
    boolean toLineEnd() throws Rare {
        while (chars[index] == ' ') {
            index++;
        }
        if (chars[index] == '#') {
            if (index > lineStart && chars[index - 1] != ' ') {
                throw Rare.text();
            }
            while (chars[index] != '\n' && chars[index] != END) {
                index++;
            }
        }
        return isLineEnd();
    }

    boolean isLineEnd() {
        return chars[index] == '\n' || chars[index] == END;
    }

    /** Steps over a line feed. A mark between documents behind it is rare. */
    void nextLine() throws Rare {
        feed();
        if (atMark('-') || atMark('.')) {
            throw Rare.text();
        }
    }

    /** Steps to the next character that is no blank and in no comment, on this line or below, or to the end. */
    void toContent() throws Rare {
        while (toLineEnd() && chars[index] == '\n') {
            nextLine();
        }
    }

    /** Steps from the start to the first content, over a mark of a document that stands alone on its line. */
    void toDocument() throws Rare {
        while (toLineEnd() && chars[index] == '\n') {
            feed();
        }
        if (index == lineStart && atMark('-')) {
            skip(3);
            if (!toLineEnd()) {
                throw Rare.text();
            }
            toContent();
        } else if (index == lineStart && atMark('.')) {
            throw Rare.text();
        }
    }

    private void feed() {
        index++;
        line++;
        lineStart = index;
    }

    private boolean atMark(char c) {
        return chars[index] == c && chars[index + 1] == c && chars[index + 2] == c;
    }
}

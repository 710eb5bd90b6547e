package io.jenkins.plugins.cfnattest.template;

/** A text read code point by code point that knows where it is. */
final class JsonText {
    /** Behind the last character. */
    static final int END = -1;

    private final String text;
    private int index;
    private int line = 1;
    private int column = 1;

    JsonText(String text) {
        this.text = text;
    }

    int peek() {
        return index < text.length() ? text.codePointAt(index) : END;
    }

    int next() {
        int c = peek();
        index += Character.charCount(c);
        if (c == '\n' || c == '\r' && peek() != '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            next();
        }
    }

    Position position() {
        return new Position(line, column);
    }
}

package io.jenkins.plugins.cfnattest.template;

/** A text read character by character that knows where it is. */
final class JsonText {
    /** Behind the last character; no template holds it. */
    static final char END = '\0';

    private final String text;
    private final char[] chars;
    private int index;
    private int line = 1;
    /** Where the line would start if each of its characters were a single {@code char}. */
    private int lineStart;

    JsonText(String text) {
        this.text = text;
        this.chars = new char[text.length() + 1];
        text.getChars(0, text.length(), chars, 0);
    }

    char peek() {
        return chars[index];
    }

    /** The whole character that starts here. */
    int codePoint() {
        return text.codePointAt(index);
    }

    int index() {
        return index;
    }

    String since(int start) {
        return text.substring(start, index);
    }

    /** Steps over a character that ends no line and is no half of one. */
    void skip() {
        index++;
    }

    void skipBlanks() {
        for (char c = chars[index]; c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = chars[index]) {
            index++;
            if (c == '\n' || c == '\r' && chars[index] != '\n') {
                line++;
                lineStart = index;
            }
        }
    }

    /** Steps over what a text in double quotes holds as it is: up to a quote, a backslash or a control character. */
    void skipText() {
        for (char c = chars[index]; c != '"' && c != '\\' && c >= ' '; c = chars[index]) {
            index++;
            if (Character.isLowSurrogate(c)) {
                lineStart++;
            }
        }
    }

    Position position() {
        return new Position(line, index - lineStart + 1);
    }
}

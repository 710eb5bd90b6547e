package io.jenkins.plugins.cfnattest.template;

import java.nio.charset.StandardCharsets;

/**
 * The text of a {@link SubsetReader}, and where in it the reader stands. Places cost nothing: a line's start is kept, and
 * each character is one column, because what takes two is refused.
 */
final class SubsetText {
    /** Behind the last character; no template holds it. */
    static final char END = '\0';

    private final String text;
    /** The text with what is not Latin-1 as question marks, to find marks by and never to take content from: letters abroad are all alike, and a text that starts with one is rare. */
    private final byte[] bytes;

    private int index;
    private int line = 1;
    private int lineStart;

    /** Refuses what readers of YAML count or break lines at in their own ways: tabs, lone carriage returns, marks of byte order, surrogates. */
    SubsetText(Source source) throws Rare {
        text = source.plain() ? source.text() : source.text().replace("\r\n", "\n");
        bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (!source.plain()) {
            checkCharacters();
        }
    }

    private void checkCharacters() throws Rare {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && c != '\n' && !isLetterAbroad(c)) {
                throw Rare.text();
            }
        }
    }

    private static boolean isLetterAbroad(char c) {
        return c >= 0xA0 && c < 0xFFFE && !Character.isSurrogate(c) && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
    }

    /** What stands here, as far as it is a mark; a letter that is not Latin-1 is a question mark. */
    char peek() {
        return at(index);
    }

    char peek(int ahead) {
        return at(index + ahead);
    }

    private char at(int place) {
        return place < bytes.length ? (char) (bytes[place] & 0xFF) : END;
    }

    /** Steps over characters of this line. */
    void skip(int count) {
        index += count;
    }

    int index() {
        return index;
    }

    /** The very character that stands here. */
    char letter() {
        return text.charAt(index);
    }

    String since(int start) {
        return text.substring(start, index);
    }

    /** How long the plain scalar is that starts here: to the last character before the end of the line, a comment, a colon that makes it a key, or what flow is made of. */
    int plainLength(boolean flow) throws Rare {
        int end = index;
        for (int i = index; ; i++) {
            char c = at(i);
            if (c > ':') {
                if (flow && (c == '?' || isFlow(c))) {
                    if (c == '?') {
                        throw Rare.text();
                    }
                    return end - index;
                }
                end = i + 1;
            } else if (c == ' ') {
                if (at(i + 1) == '#') {
                    return end - index;
                }
            } else if (c == '\n' || c == END || c == ':' && endsKey(at(i + 1), flow) || flow && c == ',') {
                return end - index;
            } else {
                end = i + 1;
            }
        }
    }

    private static boolean endsKey(char behindColon, boolean flow) {
        return isBlank(behindColon) || flow && isFlow(behindColon);
    }

    private static boolean isFlow(char c) {
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    /** From 0; behind the last character it is left of everything. */
    int column() {
        return index == bytes.length ? -1 : index - lineStart;
    }

    Position position() {
        return new Position(line, index - lineStart + 1);
    }

    /** Whether an indicator stands here: this character with a blank behind it. */
    boolean at(char indicator) {
        return peek() == indicator && isBlank(peek(1));
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == END;
    }

    /** Steps over spaces and a comment; whether that was the rest of the line. */
    boolean toLineEnd() throws Rare {
        int i = index;
        while (at(i) == ' ') {
            i++;
        }
        if (at(i) == '#') {
            if (i > lineStart && at(i - 1) != ' ') {
                throw Rare.text();
            }
            while (!isEnd(at(i))) {
                i++;
            }
        }
        index = i;
        return isEnd(at(i));
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == END;
    }

    boolean isLineEnd() {
        return isEnd(peek());
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
        while (toLineEnd() && at(index) == '\n') {
            nextLine();
        }
    }

    /** Steps from the start to the first content, over a mark of a document that stands alone on its line. */
    void toDocument() throws Rare {
        while (toLineEnd() && at(index) == '\n') {
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
        return peek() == c && peek(1) == c && peek(2) == c;
    }
}

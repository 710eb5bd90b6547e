package io.jenkins.plugins.cfnattest.template;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A template's text, taken from its bytes with all that can be said before parsing.
 *
 * @param text the text without byte order mark; only characters that YAML 1.1 section 5.1 and JSON allow
 * @param json whether it starts as a JSON object and so has to be strict JSON
 * @param plain whether it is nothing but printable ASCII and line feeds, as in most templates
 */
record Source(String text, boolean json, boolean plain) {
    private static final String SAVE = "Save the template as UTF-8 text.";

    /** What Java puts where bytes are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    static Source of(byte[] content) throws TemplateException {
        if (content.length > Template.LIMIT) {
            throw new TemplateException("Expected a template of at most " + Integer.toString(Template.LIMIT)
                    + " bytes, as CloudFormation takes, but found " + Integer.toString(content.length)
                    + ". Split it into nested stacks.");
        }
        String text = decode(content);
        boolean plain = isPlain(content);
        if (!plain) {
            checkCharacters(text);
        }
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            throw new TemplateException(
                    "Expected a template, but the file is empty. Give a CloudFormation template in YAML or JSON.");
        }
        return new Source(text, text.charAt(first) == '{', plain);
    }

    private static String decode(byte[] content) throws TemplateException {
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            throw new TemplateException(
                    "Expected UTF-8, but the file starts with the byte order mark of UTF-16. " + SAVE);
        }
        int start = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        String text = new String(content, start, content.length - start, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkEncoding(content, start);
        }
        return text;
    }

    /** Finds where bytes are not UTF-8; a replacement character may also be what the file holds. */
    private static void checkEncoding(byte[] content, int start) throws TemplateException {
        ByteBuffer in = ByteBuffer.wrap(content, start, content.length - start);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw TemplateException.at(
                    end(out.flip().toString()),
                    "UTF-8",
                    "bytes that are none, from byte " + Integer.toString(in.position() + 1),
                    "If it is a template in another encoding: " + SAVE);
        }
    }

    private static boolean startsWith(byte[] content, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether all is printable ASCII and line feeds, as in most templates; quicker than to look at each character. */
    private static boolean isPlain(byte[] content) {
        for (byte b : content) {
            if (b < ' ' && b != '\n' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void checkCharacters(String text) throws TemplateException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7F && c < 0xA0 && c != 0x85;
            if (control || c >= 0xFFFE) {
                throw TemplateException.at(
                        end(text.substring(0, i)),
                        "text",
                        "the control character " + Quoted.code(c),
                        "Give a CloudFormation template, not a binary file, and escape such characters.");
            }
        }
    }

    /** The place behind a text. */
    private static Position end(String before) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            if (c == '\n' || c == '\r' && !before.startsWith("\n", i + 1)) {
                line++;
                start = i + 1;
            }
        }
        return new Position(line, 1 + before.codePointCount(start, before.length()));
    }
}

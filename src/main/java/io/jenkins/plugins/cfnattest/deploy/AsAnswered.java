package io.jenkins.plugins.cfnattest.deploy;

/**
 * Text in the form in which both sides can be compared. CloudFormation answers each character beyond ASCII as {@code ?}, and an XML parser turns CRLF
 * and CR into LF (XML 1.0, section 2.11), so neither can be told from the answer.
 */
final class AsAnswered {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private AsAnswered() {}

    /** The text with each code point beyond ASCII as {@code ?} and every line end as LF. */
    static String of(String text) {
        StringBuilder answered = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .forEach(point -> answered.append(point < FIRST_BEYOND_ASCII ? (char) point : '?'));
        return answered.toString();
    }
}

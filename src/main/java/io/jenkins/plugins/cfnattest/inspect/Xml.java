package io.jenkins.plugins.cfnattest.inspect;

/** Text of others within XML 1.0. What XML cannot hold at all (section 2.2: most control characters, lone surrogates) becomes U+FFFD. */
final class Xml {
    private static final int REPLACEMENT = 0xFFFD;

    private Xml() {}

    /** Between tags. */
    static String text(String text) {
        return escaped(text, false);
    }

    /** Between double quotes; line ends survive the normalisation of attributes (section 3.3.3). */
    static String attribute(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean attribute) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> {
                    if (attribute) {
                        out.append("&#").append(Integer.toString(point)).append(';');
                    } else {
                        out.append((char) point);
                    }
                }
                default -> out.appendCodePoint(allowed(point) ? point : REPLACEMENT);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int point) {
        return point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }
}

package io.jenkins.plugins.cfnattest.envelope;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 read without mercy (RFC 4648): no white space, no foreign characters, no mix of alphabets, no bits beyond the last byte. So each text says one
 * sequence of bytes, and each sequence of bytes has at most four spellings: two alphabets, with and without padding.
 */
final class Base64Text {
    /** So many characters say so many bytes. */
    private static final int GROUP = 4;

    private static final int BYTES = 3;
    private static final int MOST_PADDING = 2;

    private Base64Text() {}

    /** Either alphabet (RFC 4648, sections 4 and 5), padded in full or not at all; absent when it is neither. */
    static Optional<Bytes> decodeEither(String text) {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        Base64.Decoder decoder = urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
        Base64.Encoder encoder = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
        return decode(withoutPadding(text), decoder, encoder.withoutPadding());
    }

    /** The standard alphabet with padding (RFC 4648, section 4); absent when it is anything else. */
    static Optional<Bytes> decodeStandard(String text) {
        return decode(text, Base64.getDecoder(), Base64.getEncoder());
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        if (end % GROUP == 0) {
            while (end > 0 && end > text.length() - MOST_PADDING && text.charAt(end - 1) == '=') {
                end--;
            }
        }
        return text.substring(0, end);
    }

    /** The decoder of the platform forgives left-over bits and missing padding, at the end; encoding that once more does not. */
    private static Optional<Bytes> decode(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
        try {
            byte[] bytes = decoder.decode(text);
            int whole = Math.max(0, bytes.length - 1) / BYTES;
            byte[] last = Arrays.copyOfRange(bytes, whole * BYTES, bytes.length);
            return encoder.encodeToString(last).equals(text.substring(Math.min(whole * GROUP, text.length())))
                    ? Optional.of(Bytes.of(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // The caller says where in the document; the decoder knows only a character.
        }
    }
}

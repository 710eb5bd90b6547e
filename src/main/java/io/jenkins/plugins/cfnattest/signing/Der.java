package io.jenkins.plugins.cfnattest.signing;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * The first step of reading DER of strangers (X.690). The parser recurses, and values nested a thousand deep exhaust a thread's stack; no key nests deeper than
 * a handful, so more is refused beforehand, and lengths that DER does not know as well.
 */
final class Der {
    private static final int DEEPEST = 16;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;
    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_BYTES = 2;
    private static final int BYTE = 0xFF;

    private Der() {}

    /**
     * The value that these bytes are, all of them.
     *
     * @throws IOException when they are anything else
     */
    static ASN1Primitive parse(byte[] der) throws IOException {
        requireShallow(der);
        ASN1Primitive value = ASN1Primitive.fromByteArray(der);
        if (value == null) {
            throw new IOException("nothing");
        }
        return value;
    }

    /** One walk over all tags and lengths, with the ends of the values that are open. */
    private static void requireShallow(byte[] der) throws IOException {
        int[] ends = new int[DEEPEST];
        int depth = 0;
        int at = 0;
        while (at < der.length) {
            while (depth > 0 && at >= ends[depth - 1]) {
                depth--;
            }
            int tag = der[at];
            int start = contentStart(der, at);
            int end = start + length(der, at);
            if ((tag & LONG_TAG) == LONG_TAG || end > der.length) {
                throw new IOException("no DER of a key");
            }
            if ((tag & CONSTRUCTED) == 0) {
                at = end;
            } else if (depth == DEEPEST) {
                throw new IOException("nested too deep");
            } else {
                ends[depth++] = end;
                at = start;
            }
        }
    }

    private static int contentStart(byte[] der, int at) throws IOException {
        return at + 2 + lengthBytes(der, at);
    }

    private static int lengthBytes(byte[] der, int at) throws IOException {
        if (at + 1 >= der.length) {
            throw new IOException("cut short");
        }
        int first = der[at + 1] & BYTE;
        int bytes = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
        if (first == LONG_LENGTH || bytes > MOST_LENGTH_BYTES || at + 1 + bytes >= der.length) {
            throw new IOException("a length that is not DER's");
        }
        return bytes;
    }

    private static int length(byte[] der, int at) throws IOException {
        int bytes = lengthBytes(der, at);
        if (bytes == 0) {
            return der[at + 1] & BYTE;
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << Byte.SIZE) | (der[at + 2 + i] & BYTE);
        }
        return length;
    }
}

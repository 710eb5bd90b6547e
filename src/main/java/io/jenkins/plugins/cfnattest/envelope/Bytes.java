package io.jenkins.plugins.cfnattest.envelope;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** An immutable sequence of bytes, compared by content. What is hashed, signed, verified and deployed has this type. */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /**
     * The UTF-8 encoding of the text.
     *
     * @throws IllegalArgumentException when the text has half a surrogate pair, which UTF-8 cannot say; nothing is replaced
     */
    public static Bytes utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text.toCharArray()));
            byte[] content = new byte[encoded.remaining()];
            encoded.get(content);
            return new Bytes(content);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A text with half a surrogate pair has no UTF-8 form.", e);
        }
    }

    /** The number of bytes. */
    public int size() {
        return content.length;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Standard base64 with padding and without line breaks (RFC 4648, section 4). */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /**
     * The text these bytes encode in UTF-8.
     *
     * @throws CharacterCodingException when they are not UTF-8; nothing is replaced
     */
    public String toUtf8() throws CharacterCodingException {
        return toCharacters().toString();
    }

    /** The same as characters in an array. */
    CharBuffer toCharacters() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Only the size: the content may be large, or secret. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}

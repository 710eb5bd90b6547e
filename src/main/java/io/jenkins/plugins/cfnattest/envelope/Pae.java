package io.jenkins.plugins.cfnattest.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The pre-authentication encoding: the bytes a signature covers (DSSE protocol v1.0.2, "signature definition"). */
public final class Pae {
    private static final byte[] PREFIX = "DSSEv1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROOM_FOR_LENGTHS = 32;

    private Pae() {}

    /**
     * {@code "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload}, lengths in bytes, as ASCII decimal digits whatever the locale.
     *
     * @throws IllegalArgumentException when the payload type has no UTF-8 form
     */
    public static Bytes of(String payloadType, Bytes payload) {
        Bytes type = Bytes.utf8(payloadType);
        ByteArrayOutputStream out = new ByteArrayOutputStream(type.size() + payload.size() + ROOM_FOR_LENGTHS);
        out.writeBytes(PREFIX);
        append(out, type);
        append(out, payload);
        return Bytes.of(out.toByteArray());
    }

    private static void append(ByteArrayOutputStream out, Bytes part) {
        out.write(' ');
        out.writeBytes(Integer.toString(part.size()).getBytes(StandardCharsets.US_ASCII));
        out.write(' ');
        out.writeBytes(part.toArray());
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Base64;
import java.util.Optional;

/** Standard base64 (RFC 4648, section 4) of which there is one spelling only: with padding, without spare bits. */
final class StrictBase64 {
    private StrictBase64() {}

    static Optional<Bytes> decode(String text) {
        try {
            Bytes bytes = Bytes.of(Base64.getDecoder().decode(text));
            return bytes.toBase64().equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // No base64 at all: the caller says where.
        }
    }
}

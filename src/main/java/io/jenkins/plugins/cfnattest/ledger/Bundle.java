package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entries one after another, each behind its length in two bytes, the higher first (C2SP tlog-tiles, log entries). */
final class Bundle {
    /** The largest bundle in bytes. */
    static final int LIMIT = Tile.FULL * (Entry.LIMIT + 2);

    private static final int BYTE = 0xFF;

    private Bundle() {}

    static Bytes write(List<Bytes> entries) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (Bytes entry : entries) {
            if (entry.size() > Entry.LIMIT) {
                throw new IllegalArgumentException(
                        "An entry has at most " + Entry.LIMIT + " bytes, but this has " + entry.size() + ".");
            }
            bundle.write(entry.size() >> Byte.SIZE);
            bundle.write(entry.size() & BYTE);
            bundle.writeBytes(entry.toArray());
        }
        return Bytes.of(bundle.toByteArray());
    }

    /** The entries; empty when the last one is cut off. */
    static Optional<List<Bytes>> read(Bytes bundle) {
        byte[] content = bundle.toArray();
        List<Bytes> entries = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            if (at + 2 > content.length) {
                return Optional.empty();
            }
            int length = (content[at] & BYTE) << Byte.SIZE | content[at + 1] & BYTE;
            at += 2;
            if (length > content.length - at) {
                return Optional.empty();
            }
            entries.add(Bytes.of(Arrays.copyOfRange(content, at, at + length)));
            at += length;
        }
        return Optional.of(entries);
    }
}

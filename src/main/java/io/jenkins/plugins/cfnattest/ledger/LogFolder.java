package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where everything stands in the record's folder, and how it is read: never more than it may be, and without any lock. */
record LogFolder(Path root) {
    static final String TILES = "tile";
    static final String EVENTS = "events";

    Path checkpoint() {
        return root.resolve("checkpoint");
    }

    /** The next checkpoint before it takes its place. */
    Path draft() {
        return root.resolve("checkpoint.new");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path tiles() {
        return root.resolve(TILES);
    }

    Path tile(Tile tile) {
        return tiles().resolve(tile.path());
    }

    Path events() {
        return root.resolve(EVENTS);
    }

    /** The folder of the events of 256 entries, numbered as their bundle. */
    Path events(long bundle) {
        return events().resolve(Tile.number(bundle));
    }

    Path event(long index, Digest digest) {
        return events(index / Tile.FULL).resolve(digest.hex() + ".json");
    }

    SignedNote note() throws LedgerException {
        Optional<Bytes> note = read(checkpoint(), SignedNote.LIMIT);
        if (note.isEmpty()) {
            throw new LedgerException(
                    Kind.UNAVAILABLE,
                    "The folder '" + root + "' should hold a record, but has no file 'checkpoint'."
                            + " Name the right folder, or make a record with 'cfn-attest log init'.");
        }
        return SignedNote.parse(note.get());
    }

    /** The hashes of a tile, be it stored as it is or as the begin of a full one. */
    List<Hash> hashes(Tile tile) throws LedgerException {
        int size = Hash.SIZE * tile.width();
        byte[] content = content(tile, Hash.SIZE * Tile.FULL).toArray();
        if (content.length != size && content.length != Hash.SIZE * Tile.FULL) {
            throw damaged(tile, "expected " + size + " bytes, but found " + content.length);
        }
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at < size; at += Hash.SIZE) {
            hashes.add(new Hash(Bytes.of(Arrays.copyOfRange(content, at, at + Hash.SIZE))));
        }
        return hashes;
    }

    /** The entries of a bundle, be it stored as it is or as the begin of a full one. */
    List<Bytes> entries(Tile tile) throws LedgerException {
        List<Bytes> entries = Bundle.read(content(tile, Bundle.LIMIT))
                .orElseThrow(() -> damaged(tile, "it is no sequence of entries"));
        if (entries.size() != tile.width() && entries.size() != Tile.FULL) {
            throw damaged(tile, "expected " + tile.width() + " entries, but found " + entries.size());
        }
        return entries.subList(0, tile.width());
    }

    private static LedgerException damaged(Tile tile, String what) {
        return new LedgerException(
                Kind.CONTRADICTED,
                "The signed checkpoint needs the file 'tile/" + tile.path() + "', but it is damaged: " + what
                        + ". Restore the whole folder from a copy.");
    }

    private Bytes content(Tile tile, int limit) throws LedgerException {
        Optional<Bytes> content = read(tile(tile), limit);
        // A writer may have filled and removed a partial tile since the checkpoint was read.
        if (content.isEmpty() && tile.isPartial()) {
            content = read(tile(tile.full()), limit);
        }
        return content.orElseThrow(() -> new LedgerException(
                Kind.CONTRADICTED,
                "The signed checkpoint needs the file 'tile/" + tile.path() + "' in '" + root
                        + "', but it is missing. Restore the whole folder from a copy."));
    }

    /** The document with this digest, if it is still there. */
    Optional<EventDocument> event(long index, Entry entry) throws LedgerException {
        if (entry.event().isEmpty()) {
            return Optional.empty();
        }
        Digest digest = entry.event().get();
        Optional<Bytes> content = read(event(index, digest), EventDocument.LIMIT);
        return content.isEmpty() ? Optional.empty() : Optional.of(EventDocument.parse(content.get(), digest));
    }

    private static Optional<Bytes> read(Path file, int limit) throws LedgerException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new LedgerException(
                        Kind.CONTRADICTED, "The file '" + file + "' may have " + limit + " bytes, but is larger.");
            }
            return Optional.of(Bytes.of(content));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LedgerException(
                    Kind.UNAVAILABLE,
                    "The file '" + file + "' of the record cannot be read ("
                            + e.getClass().getSimpleName() + "). Check its permissions.",
                    e);
        }
    }
}

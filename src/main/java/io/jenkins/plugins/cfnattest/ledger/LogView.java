package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The record as one signed checkpoint shows it. It stays as it is while a writer goes on, and takes no lock. Whatever it answers was checked against the
 * checkpoint first. Not safe for use by several threads.
 */
public final class LogView {
    private final LogFolder folder;
    private final SignedNote note;
    private final Checkpoint head;
    /** Read when it is first needed. */
    private VerifiedTiles tiles;

    private LogView(LogFolder folder, SignedNote note, Checkpoint head) {
        this.folder = folder;
        this.note = note;
        this.head = head;
    }

    /**
     * Opens the record of a trusted log.
     *
     * @throws LedgerException when there is none, or its checkpoint is not signed by a trusted log
     */
    public static LogView open(Path folder, TrustedLogs logs) throws LedgerException {
        LogFolder log = new LogFolder(folder);
        SignedNote note = log.note();
        return new LogView(log, note, logs.open(note));
    }

    /** Is given each entry, oldest first. */
    @FunctionalInterface
    public interface Visitor {
        void entry(long index, Entry entry) throws LedgerException;
    }

    /** The verified head. */
    public Checkpoint checkpoint() {
        return head;
    }

    /** The head as it is signed. */
    public SignedNote note() {
        return note;
    }

    LogFolder folder() {
        return folder;
    }

    /**
     * A proof that an entry stands in the log; it has been verified.
     *
     * @throws IllegalArgumentException when there is no such entry
     */
    public TlogProof prove(long index) throws LedgerException {
        List<Hash> path = MerkleTree.inclusion(this::subtree, index, head.size());
        Tile bundle = Tile.in(head.size(), Tile.ENTRIES, index / Tile.FULL);
        Bytes entry = folder.entries(bundle).get((int) (index % Tile.FULL));
        if (!MerkleProof.includes(head.root(), head.size(), index, Hash.ofLeaf(entry), path)) {
            throw VerifiedTiles.contradicted(folder, head, "entry " + index);
        }
        return new TlogProof(entry, index, path, note);
    }

    /** The entry at this index. */
    public Entry entry(long index) throws LedgerException {
        return Entry.parse(prove(index).entry());
    }

    /** The document beside an entry of this log, if it has one that is still there. */
    public Optional<EventDocument> event(long index, Entry entry) throws LedgerException {
        return folder.event(index, entry);
    }

    /**
     * Proves that this log begins with all that an older checkpoint of it held: nothing was taken out, changed or put in between.
     *
     * @throws LedgerException (CONTRADICTED) when it does not
     */
    public List<Hash> continues(Checkpoint older) throws LedgerException {
        if (!older.origin().equals(head.origin())) {
            throw new LedgerException(
                    Kind.MALFORMED,
                    "Expected an older checkpoint of '" + head.origin() + "', but it is one of '" + older.origin()
                            + "'.");
        }
        if (older.size() > head.size()) {
            throw new LedgerException(
                    Kind.CONTRADICTED,
                    "The log once had " + older.size() + " entries, as its signed checkpoint says, but now has "
                            + head.size() + ". It was put back to an older state.");
        }
        List<Hash> proof = MerkleTree.consistency(this::subtree, older.size(), head.size());
        if (!MerkleProof.continues(older.root(), older.size(), head.root(), head.size(), proof)) {
            throw new LedgerException(
                    Kind.CONTRADICTED,
                    "The log at size " + head.size() + " should begin with what it signed at size " + older.size()
                            + ", but does not. Its history was changed; keep both checkpoints, they are the proof of it.");
        }
        return proof;
    }

    /** Visits all entries, oldest first. Each was found to lead to the signed root before it is read. */
    public void scan(Visitor visitor) throws LedgerException {
        scan(0, visitor);
    }

    /** The same for those from an index on; the others are not even read. */
    public void scan(long from, Visitor visitor) throws LedgerException {
        scan(from, entry -> true, visitor);
    }

    /** The same for those alone whose bytes, as text, are of interest: reading all of a long log takes its time. */
    void scan(long from, Predicate<String> interest, Visitor visitor) throws LedgerException {
        for (long number = from / Tile.FULL; number < bundles(); number++) {
            List<Bytes> entries = bundle(number);
            for (int i = 0; i < entries.size(); i++) {
                long index = number * Tile.FULL + i;
                if (index >= from && interest.test(new String(entries.get(i).toArray(), StandardCharsets.ISO_8859_1))) {
                    visitor.entry(index, Entry.parse(entries.get(i)));
                }
            }
        }
    }

    /** How many bundles of entries there are. */
    long bundles() {
        return (head.size() + Tile.FULL - 1) / Tile.FULL;
    }

    /** The entries of a bundle, which were found to lead to the signed root. */
    List<Bytes> bundle(long number) throws LedgerException {
        Tile tile = Tile.in(head.size(), Tile.ENTRIES, number);
        List<Bytes> entries = folder.entries(tile);
        tiles().check(
                        Tile.in(head.size(), 0, number),
                        entries.stream().map(Hash::ofLeaf).toList(),
                        "the file 'tile/" + tile.path() + "'");
        return entries;
    }

    /**
     * The first entry that recorded this statement, with its proof: what shows that it is on the books, and since when. The entry's type says as what.
     *
     * @param statement the digest of an envelope's payload: of an attestation, a decision, a waiver, the end of a deployment
     */
    public Optional<TlogProof> recorded(Digest statement) throws LedgerException {
        List<Long> found = new ArrayList<>();
        scan(0, text -> found.isEmpty() && text.contains(statement.hex()), (index, entry) -> {
            if (found.isEmpty() && entry.statement().filter(statement::equals).isPresent()) {
                found.add(index);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(prove(found.get(0)));
    }

    private Hash subtree(int height, long index) throws LedgerException {
        int level = height / Tile.HEIGHT;
        int length = 1 << (height % Tile.HEIGHT);
        long start = index * length;
        List<Hash> hashes = tiles().hashes(Tile.in(head.size(), level, start / Tile.FULL));
        int from = (int) (start % Tile.FULL);
        return Frontier.perfect(hashes.subList(from, from + length));
    }

    private VerifiedTiles tiles() throws LedgerException {
        if (tiles == null) {
            tiles = VerifiedTiles.of(folder, head);
        }
        return tiles;
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Tile, List<Hash>> tiles = new HashMap<>();
    /** The hash of each bundle, once all of them were found to lead to the root. */
    private List<Hash> bundles;

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
            throw contradicted("Entry " + index + " does not lead");
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

    /** Visits all entries, after all of them were found to lead to the signed root. */
    public void scan(Visitor visitor) throws LedgerException {
        scan(entry -> true, visitor);
    }

    /** The same for those alone whose bytes, as text, are of interest: reading all of a long log takes its time. */
    void scan(Predicate<String> interest, Visitor visitor) throws LedgerException {
        if (bundles == null) {
            bundles = authenticated();
        }
        for (int i = 0; i < bundles.size(); i++) {
            List<Bytes> entries = folder.entries(Tile.in(head.size(), Tile.ENTRIES, i));
            if (!Hash.ofLeaf(Bundle.write(entries)).equals(bundles.get(i))) {
                throw contradicted("Bundle " + i + " of the entries was changed while it was read and no longer leads");
            }
            for (int j = 0; j < entries.size(); j++) {
                if (interest.test(new String(entries.get(j).toArray(), StandardCharsets.ISO_8859_1))) {
                    visitor.entry((long) i * Tile.FULL + j, Entry.parse(entries.get(j)));
                }
            }
        }
    }

    private List<Hash> authenticated() throws LedgerException {
        List<Hash> hashes = new ArrayList<>();
        Frontier frontier = new Frontier();
        while (frontier.size() < head.size()) {
            List<Bytes> entries = folder.entries(Tile.in(head.size(), Tile.ENTRIES, hashes.size()));
            entries.forEach(entry -> frontier.add(Hash.ofLeaf(entry)));
            hashes.add(Hash.ofLeaf(Bundle.write(entries)));
        }
        if (!frontier.root().equals(head.root())) {
            throw contradicted("The entries do not lead");
        }
        return hashes;
    }

    /** The first recorded attestation with this digest, with its proof: what shows that a proof is on the books, and since when. */
    public Optional<TlogProof> attestation(Digest attestationDigest) throws LedgerException {
        List<Long> found = new ArrayList<>();
        scan(text -> text.contains(attestationDigest.hex()), (index, entry) -> {
            if (found.isEmpty()
                    && entry.type() == Entry.Type.ATTESTATION
                    && entry.statement().filter(attestationDigest::equals).isPresent()) {
                found.add(index);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(prove(found.get(0)));
    }

    private Hash subtree(int height, long index) throws LedgerException {
        int level = height / Tile.HEIGHT;
        int length = 1 << (height % Tile.HEIGHT);
        long start = index * length;
        Tile tile = Tile.in(head.size(), level, start / Tile.FULL);
        List<Hash> hashes = tiles.get(tile);
        if (hashes == null) {
            hashes = folder.hashes(tile);
            tiles.put(tile, hashes);
        }
        int from = (int) (start % Tile.FULL);
        return Frontier.perfect(hashes.subList(from, from + length));
    }

    private LedgerException contradicted(String what) {
        return new LedgerException(
                Kind.CONTRADICTED,
                what + " to the root that '" + head.origin() + "' signed at size " + head.size() + ". The folder '"
                        + folder.root() + "' was changed or damaged; restore it whole from a copy.");
    }
}

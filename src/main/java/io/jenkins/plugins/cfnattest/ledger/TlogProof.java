package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A proof that an entry is in a log, to be checked without the log (C2SP tlog-proof, files {@code NAME.tlog-proof}). Its {@code extra} data is the entry
 * itself: the proof shows that it stands in the log, so it needs no other source.
 *
 * @param entry the entry's bytes, believed only after {@link #verify}
 * @param index where it stands
 * @param path the audit path, from the entry's sibling up
 * @param checkpoint the signed head it leads to
 */
public record TlogProof(Bytes entry, long index, List<Hash> path, SignedNote checkpoint) {
    /** No proof is larger, in bytes. */
    public static final int LIMIT = SignedNote.LIMIT + 128 * 1024;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        path = List.copyOf(path);
        if (index < 0 || path.size() > LONGEST_PATH) {
            throw new IllegalArgumentException("No log has an entry " + index + " with a path of " + path.size());
        }
    }

    /**
     * What a proof showed.
     *
     * @param entry the entry
     * @param index where it stands
     * @param checkpoint the head it stands under
     */
    public record Verified(Entry entry, long index, Checkpoint checkpoint) {}

    /**
     * Reads a proof and believes nothing in it.
     *
     * @throws LedgerException (MALFORMED) when it is none, or holds no entry
     */
    public static TlogProof parse(Bytes proof) throws LedgerException {
        String text = text(proof);
        int gap = text.indexOf("\n\n");
        String[] lines = (gap < 0 ? "" : text.substring(0, gap)).split("\n", -1);
        if (lines.length < 3 || !lines[0].equals(HEADER)) {
            throw malformed("it does not begin with the lines '" + HEADER + "', 'extra ...' and 'index ...'");
        }
        Optional<Bytes> entry = value(lines[1], EXTRA).flatMap(StrictBase64::decode);
        OptionalLong index = value(lines[2], INDEX).map(Decimal::parse).orElse(OptionalLong.empty());
        if (entry.isEmpty() || index.isEmpty()) {
            throw malformed("its entry (extra) or index is not readable");
        }
        if (lines.length - 3 > LONGEST_PATH) {
            throw malformed("its path has more than " + LONGEST_PATH + " hashes");
        }
        List<Hash> path = new ArrayList<>();
        for (int i = 3; i < lines.length; i++) {
            String line = lines[i];
            path.add(Hash.ofBase64(line).orElseThrow(() -> malformed("this is no hash: " + Quoted.of(line))));
        }
        return new TlogProof(
                entry.get(), index.getAsLong(), path, SignedNote.parse(Bytes.utf8(text.substring(gap + 2))));
    }

    private static String text(Bytes proof) throws LedgerException {
        if (proof.size() > LIMIT) {
            throw malformed("it is larger than " + LIMIT + " bytes");
        }
        try {
            return proof.toUtf8();
        } catch (CharacterCodingException e) {
            throw new LedgerException(Kind.MALFORMED, "Expected a proof in UTF-8, but it is not.", e);
        }
    }

    private static Optional<String> value(String line, String word) {
        return line.startsWith(word) ? Optional.of(line.substring(word.length())) : Optional.empty();
    }

    private static LedgerException malformed(String found) {
        return new LedgerException(
                Kind.MALFORMED, "Expected a proof of a log (.tlog-proof) with its entry, but " + found + ".");
    }

    /** The proof as it is stored and sent. */
    public Bytes toBytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(EXTRA).append(entry.toBase64()).append('\n');
        text.append(INDEX).append(Long.toString(index)).append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        text.append('\n').append(utf8(checkpoint.toBytes()));
        return Bytes.utf8(text.toString());
    }

    private static String utf8(Bytes note) {
        try {
            return note.toUtf8();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("A note is written in UTF-8, but is not.", e);
        }
    }

    /**
     * Verifies checkpoint and path, then reads the entry.
     *
     * @throws LedgerException UNTRUSTED when no trusted log signed the checkpoint, CONTRADICTED when the path does not lead to it, MALFORMED when the entry is
     *     none of ours
     */
    public Verified verify(TrustedLogs logs) throws LedgerException {
        Checkpoint head = logs.open(checkpoint);
        if (!MerkleProof.includes(head.root(), head.size(), index, Hash.ofLeaf(entry), path)) {
            throw new LedgerException(
                    Kind.CONTRADICTED,
                    "The proof should lead from entry " + index + " to the root of " + Quoted.of(head.origin())
                            + " at size " + head.size()
                            + ", but does not. Proof or entry was changed; ask for a new one"
                            + " with 'cfn-attest log prove'.");
        }
        return new Verified(Entry.parse(entry), index, head);
    }
}

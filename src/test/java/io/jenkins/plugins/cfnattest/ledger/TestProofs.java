package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes proofs of records for tests of other rooms, from logs that exist nowhere. */
public final class TestProofs {
    private TestProofs() {}

    /** The log with this number; another number is another log. */
    public static LogSigner log(int number) {
        return Logs.signer("example.com/log-" + number, number);
    }

    /** The trust in one log. */
    public static TrustedLogs trusting(int number) {
        return TrustedLogs.only(log(number).key());
    }

    /** A proof that a log has an entry of this type and time about a statement. */
    public static TlogProof proof(int log, Entry.Type type, Instant time, Digest statement) {
        Entry entry = new Entry(type, time, Optional.of(statement), Optional.empty(), Optional.empty());
        Hash first = Hash.ofLeaf(Logs.entry(0).toBytes());
        Hash root = Hash.ofNode(first, Hash.ofLeaf(entry.toBytes()));
        try {
            SignedNote head = log(log).sign(new Checkpoint("example.com/log-" + log, 2, root));
            return new TlogProof(entry.toBytes(), 1, List.of(first), head);
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    /** What a record throws that cannot be read. */
    public static LedgerException unavailable(String message) {
        return new LedgerException(LedgerException.Kind.UNAVAILABLE, message);
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The logs that are believed.
 *
 * @param keys their verifier keys, at least one
 */
public record TrustedLogs(List<LogKey> keys) {
    public TrustedLogs {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Nothing is believed without the verifier key of a log.");
        }
    }

    /** Only this log. */
    public static TrustedLogs only(LogKey key) {
        return new TrustedLogs(List.of(key));
    }

    /**
     * Reads vkeys, one a line; blank lines and lines that begin with {@code #} do not count.
     *
     * @throws LedgerException (MALFORMED) when a line is none, or there is none
     */
    public static TrustedLogs parse(String lines) throws LedgerException {
        List<LogKey> keys = new ArrayList<>();
        for (String line : lines.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(LogKey.parse(line));
            }
        }
        if (keys.isEmpty()) {
            throw new LedgerException(
                    Kind.MALFORMED, "Expected the verifier key of a log, one a line, but found none.");
        }
        return new TrustedLogs(keys);
    }

    /**
     * Verifies a checkpoint, then reads it. Signatures of other keys (witnesses, say) do not count; one that names a key of ours and is not its own spoils the
     * whole note.
     *
     * @throws LedgerException UNTRUSTED when no key of its log signed it, MALFORMED when it is no checkpoint
     */
    public Checkpoint open(SignedNote note) throws LedgerException {
        Bytes signed = Bytes.utf8(note.text());
        List<LogKey> signers = new ArrayList<>();
        for (SignedNote.Signature signature : note.signatures()) {
            Optional<LogKey> key = keys.stream()
                    .filter(known ->
                            known.name().equals(signature.name()) && known.id().equals(signature.keyId()))
                    .findFirst();
            if (key.isPresent()) {
                if (!key.get().key().verifies(signed, signature.signature())) {
                    throw new LedgerException(
                            Kind.UNTRUSTED,
                            "The checkpoint should be signed by the log " + Quoted.of(signature.name()) + " (key id "
                                    + signature.keyId() + "), but the signature is not its. It was changed or forged.");
                }
                signers.add(key.get());
            }
        }
        if (signers.isEmpty()) {
            throw new LedgerException(
                    Kind.UNTRUSTED,
                    "Expected a checkpoint signed by one of the trusted logs " + names()
                            + ", but none of them signed it." + " Check the verifier key.");
        }
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (signers.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new LedgerException(
                    Kind.UNTRUSTED,
                    "The checkpoint of " + Quoted.of(checkpoint.origin())
                            + " should be signed by the log itself, but is signed by "
                            + signers.get(0).name() + ".");
        }
        return checkpoint;
    }

    private String names() {
        return keys.stream()
                .map(key -> Quoted.of(key.name()) + " (key id " + key.id() + ")")
                .collect(Collectors.joining(", "));
    }
}

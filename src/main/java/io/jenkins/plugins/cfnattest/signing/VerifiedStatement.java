package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import java.util.List;

/** A statement whose signature verified under at least one trusted key. Only {@link Verifier} makes one: "verified" is a type. */
public final class VerifiedStatement {
    private final Statement statement;
    private final Digest attestationDigest;
    private final List<TrustedKey> signers;
    private final List<String> notes;

    VerifiedStatement(Statement statement, Digest attestationDigest, List<TrustedKey> signers, List<String> notes) {
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("A verified statement has at least one verified signer.");
        }
        this.statement = statement;
        this.attestationDigest = attestationDigest;
        this.signers = List.copyOf(signers);
        this.notes = List.copyOf(notes);
    }

    /** The statement, parsed from the verified bytes. */
    public Statement statement() {
        return statement;
    }

    /** The digest of the payload. */
    public Digest attestationDigest() {
        return attestationDigest;
    }

    /** The distinct trusted keys that verified, whatever their purpose and validity: those are the gate's to judge. */
    public List<TrustedKey> signers() {
        return signers;
    }

    /** Signatures that were bad or of unknown keys, a sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** The template as it was inspected. */
    public Bytes template() {
        return statement.predicate().template().content();
    }
}

package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.List;

/**
 * Something signed, other than an attestation, whose signature verified under at least one trusted key. Only {@link Verifier} makes one.
 *
 * @param <S> what was signed
 */
public final class Verified<S> {
    private final S statement;
    private final Digest digest;
    private final List<TrustedKey> signers;

    Verified(S statement, Digest digest, List<TrustedKey> signers) {
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("What is verified has at least one verified signer.");
        }
        this.statement = statement;
        this.digest = digest;
        this.signers = List.copyOf(signers);
    }

    /** What was signed, parsed from the verified bytes. */
    public S statement() {
        return statement;
    }

    /** The digest of the payload. */
    public Digest digest() {
        return digest;
    }

    /** The distinct trusted keys that verified, whatever their purpose and validity: those are the caller's to judge. */
    public List<TrustedKey> signers() {
        return signers;
    }
}

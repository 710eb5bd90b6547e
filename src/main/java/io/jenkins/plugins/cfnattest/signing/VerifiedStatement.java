package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import java.util.List;

/** A statement whose signature verified under at least one trusted key. Only {@link Verifier} makes one: "verified" is a type. */
public final class VerifiedStatement {
    private final String predicateType;
    private final Statement statement;
    private final Digest attestationDigest;
    private final List<TrustedKey> signers;
    private final List<String> notes;

    VerifiedStatement(
            String predicateType,
            Statement statement,
            Digest attestationDigest,
            List<TrustedKey> signers,
            List<String> notes) {
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("A verified statement has at least one verified signer.");
        }
        this.predicateType = predicateType;
        this.statement = statement;
        this.attestationDigest = attestationDigest;
        this.signers = List.copyOf(signers);
        this.notes = List.copyOf(notes);
    }

    /** What was signed: {@link InspectionPredicate#TYPE}, or {@link ServiceClaims#TYPE}. */
    public String predicateType() {
        return predicateType;
    }

    /** Whether it is an envelope of the 2020 service, which is no evidence of more than a template's text. */
    public boolean isOf2020() {
        return predicateType.equals(ServiceClaims.TYPE);
    }

    /** The statement, parsed from the verified bytes. One that was {@link Verifier#reinspected} has its predicate from whoever inspected again. */
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

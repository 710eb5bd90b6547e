package io.jenkins.plugins.cfnattest.app;

/** Inspects and signs: here ({@link LocalAttester}) or at a service ({@link RemoteAttester}). */
public interface Attester {
    /** Makes an attestation, whatever the verdict; throws when there is no template to speak of or nothing could be signed. */
    Attestation attest(AttestRequest request) throws AttestException, InterruptedException;
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.ledger.LedgerException;

/** Puts each attestation on record before anybody has it: what cannot be recorded is not handed out. */
public final class RecordedAttester implements Attester {
    private static final String NOBODY = "nobody known";

    private final Attester attester;
    private final Recorder recorder;

    public RecordedAttester(Attester attester, Recorder recorder) {
        this.attester = attester;
        this.recorder = recorder;
    }

    @Override
    public Attestation attest(AttestRequest request) throws AttestException, InterruptedException {
        Attestation attestation = attester.attest(request);
        String caller = request.invocation().authenticated().getOrDefault("caller", NOBODY);
        try {
            recorder.attestation(attestation, request.name(), caller);
        } catch (LedgerException e) {
            throw new AttestException(
                    AttestException.Kind.FAILURE,
                    "The attestation could not be put on record, so it is not handed out. " + e.getMessage(),
                    e);
        }
        return attestation;
    }
}

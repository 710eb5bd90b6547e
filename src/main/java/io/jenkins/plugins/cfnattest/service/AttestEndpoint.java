package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import jakarta.servlet.http.HttpServletRequest;

/** {@code POST /v1/attestations}: inspects and signs, whatever the verdict. */
final class AttestEndpoint implements PostEndpoint {
    private final Attester attester;

    AttestEndpoint(Attester attester) {
        this.attester = attester;
    }

    @Override
    public void check(HttpServletRequest request) throws ProblemException {
        JsonBody.check(request);
    }

    @Override
    public Answer answer(Bytes body, Visitor visitor)
            throws WireException, ProblemException, AttestException, InterruptedException {
        AttestRequest request = AttestWire.read(body, visitor.authenticated());
        try {
            return new Answer(AttestWire.ANSWER_TYPE, attester.attest(request).envelope());
        } catch (AttestException e) {
            if (e.kind() == AttestException.Kind.INPUT) {
                throw new Problem(ProblemType.UNPROCESSABLE, e.getMessage()).thrown();
            }
            throw e;
        }
    }
}

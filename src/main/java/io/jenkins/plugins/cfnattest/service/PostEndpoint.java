package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import jakarta.servlet.http.HttpServletRequest;

/** What takes a body and works on it. Who asks, how much and how many at once is seen to before. */
interface PostEndpoint {
    /** Refuses what can be refused by its header alone. */
    default void check(HttpServletRequest request) throws ProblemException {}

    /** Who may ask. */
    default Role role() {
        return Role.ATTEST;
    }

    /** The largest body, in bytes. */
    default int limit() {
        return ServiceLimits.BODY;
    }

    /** Answers. A body that is not what the API describes is the caller's mistake; any other exception but a problem is the service's own failure, and the caller is told only that. */
    Answer answer(Bytes body, Visitor visitor)
            throws WireException, ProblemException, AttestException, KeyException, InterruptedException;
}

package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.time.Clock;

/** {@code GET /healthz}: well only if each key signs now, and its public half verifies what it signed. */
final class HealthEndpoint {
    static final String PATH = "/healthz";

    private static final Bytes WELL = Bytes.utf8("{\"status\":\"ok\"}");

    private final ServiceKeys keys;
    private final Clock clock;

    HealthEndpoint(ServiceKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Answer answer() throws ProblemException {
        for (ServiceKeys.Entry entry : keys.entries()) {
            if (!works(entry.signer())) {
                throw new Problem(
                                ProblemType.UNHEALTHY,
                                "The key for '" + entry.purpose().word()
                                        + "' should sign and verify, but does not. Look at the service's log and its key.")
                        .with("Retry-After", "30")
                        .thrown();
            }
        }
        return new Answer(Answer.JSON, WELL);
    }

    /** The text is neither a PAE nor base64, so its signature is of no use to anybody. */
    private boolean works(Signer signer) {
        Bytes text = Bytes.utf8("health check at " + clock.instant());
        try {
            boolean verifies = signer.verificationKey().verifies(text, signer.sign(text));
            if (!verifies) {
                Defects.log(
                        "The health check signed, but its public key does not verify",
                        new KeyException(signer.verificationKey().toString()));
            }
            return verifies;
        } catch (KeyException e) {
            Defects.log("The health check could not sign", e);
            return false;
        }
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.signing.Verified;
import java.util.Optional;

/**
 * What the end of a deployment names of the decision that allowed it. Nothing in it is secret, so that it can be stored before anything is executed: whoever
 * watches again what another process began says with it whose end that was.
 *
 * @param target the target's name
 * @param stack {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}
 * @param caller who asked
 * @param template the template digest
 * @param attestation the attestation digest
 * @param decision digest of the signed decision; absent where the gate had no key
 */
public record Permit(
        String target, String stack, String caller, Digest template, Digest attestation, Optional<Digest> decision) {
    /** Of a decision; {@code signed}: as it is kept. */
    public static Permit of(Decision.Allowed allowed, Optional<SignedDecision> signed) {
        DeploymentRequest request = allowed.request();
        return new Permit(
                request.target().name(),
                request.stackArn(),
                request.caller(),
                allowed.statement().statement().subjectDigest(),
                allowed.statement().attestationDigest(),
                signed.map(SignedDecision::digest));
    }

    /** Of a signed decision that allows; what it allows has an attestation. */
    static Permit of(Verified<DecisionStatement> decision) {
        DecisionStatement said = decision.statement();
        return new Permit(
                said.request().target(),
                said.request().stack(),
                said.request().caller(),
                said.subject(),
                said.attestation()
                        .orElseThrow(() -> new IllegalArgumentException("Nothing is allowed without an attestation.")),
                Optional.of(decision.digest()));
    }

    /** The stack's name alone. */
    String stackName() {
        return stack.substring(stack.lastIndexOf('/') + 1);
    }
}

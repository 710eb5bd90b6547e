package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.app.BreakGlassException;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import java.time.Duration;
import java.util.Optional;

/** Signs approvals and reads them again, with the gate's own key as it is configured now: the key that signed the refusal, or the approval is none. */
public final class ApprovalSignature {
    /** How long an approval holds. */
    static final Duration VALIDITY = Duration.ofHours(1);

    private ApprovalSignature() {}

    /**
     * Signs the approval of what this page asks for.
     *
     * @param approver the user who lets it pass
     */
    static Bytes sign(ApprovalAction page, String approver) throws SettingException, BreakGlassException {
        SignedDecision refused =
                new SignedDecision(page.decision(), new Digest(page.getDecisionDigest()), Optional.empty());
        return signer().approve(refused, page.getRequester(), approver, page.getReason(), page.getTicket(), VALIDITY);
    }

    /** The approval on this page, as the gate wants to see it. */
    public static BreakGlass read(ApprovalAction page) throws SettingException, BreakGlassException {
        return signer().reader().read(page.decision(), page.approval());
    }

    private static DecisionSigner signer() throws SettingException {
        return CfnAttestationConfiguration.get()
                .decisionSigner()
                .orElseThrow(() -> new SettingException(
                        "The gate has no key of its own any more (gateKey), so nothing can be approved."));
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.VerifySigned;
import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DeploymentStatement;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows what a decision, a summary, a waiver, an approval or the end of a deployment says.
 *
 * @param file its envelope
 * @param authenticOnly whether it may say what it wants
 */
record SignedReport(String file, VerifySigned.Answer answer, boolean authenticOnly) {
    private static final int WIDTH = 13;

    /** Whether that is what the user wants to see. */
    boolean isGood() {
        return authenticOnly ? answer.authentic() : answer.passed();
    }

    /** What is shown of the statement, in order. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        Object statement = answer.verified().statement();
        if (statement instanceof DecisionStatement said) {
            lines.put("kind", "decision");
            lines.put("answer", said.allowed() ? said.passed() ? "ALLOWED" : "ALLOWED, not passed" : "REFUSED");
            lines.put("stack", said.request().stack());
            lines.put("gate", said.gate().id() + " " + said.gate().version());
            lines.put(
                    "policy", said.policy().name() + "  sha256:" + said.policy().digest());
            said.attestation().ifPresent(digest -> lines.put("attestation", "sha256:" + digest));
            lines.put("at", said.decidedAt().toString());
        } else if (statement instanceof VerificationSummary said) {
            lines.put("kind", "verification summary");
            lines.put("answer", said.passed() ? "PASSED" : "FAILED");
            lines.put("stack", said.resourceUri());
            lines.put("gate", said.verifierId());
            lines.put("policy", said.policyUri() + "  sha256:" + said.policy());
            lines.put("template", "sha256:" + said.subject());
            lines.put("at", said.timeVerified().toString());
        } else if (statement instanceof Waiver said) {
            lines.put("kind", "waiver");
            lines.put("rule", said.rule() + " at " + said.logicalResourceId());
            said.template().ifPresent(digest -> lines.put("template", "sha256:" + digest));
            said.stacks().ifPresent(pattern -> lines.put("stacks", pattern));
            lines.put("owner", said.owner());
            lines.put("reason", said.reason());
            lines.put("ticket", said.ticket());
            lines.put("holds", said.issuedAt() + " to " + said.expiresAt());
        } else if (statement instanceof Approval said) {
            lines.put("kind", "approval");
            lines.put("decision", "sha256:" + said.decision());
            lines.put("requester", said.requester());
            lines.put("approver", said.approver());
            lines.put("reason", said.reason());
            lines.put("ticket", said.ticket());
            lines.put("holds", said.approvedAt() + " to " + said.expiresAt());
        } else if (statement instanceof DeploymentStatement said) {
            lines.put("kind", "end of a deployment");
            lines.put("answer", said.outcome() + "  " + said.status());
            lines.put("stack", said.stackId());
            said.changeSet().ifPresent(arn -> lines.put("change set", arn));
            lines.put("decision", "sha256:" + said.decision());
            lines.put("at", said.endedAt().toString());
        }
        for (TrustedKey key : answer.verified().signers()) {
            lines.put("signed by", key.name() + "  " + key.key().keyId().hex());
        }
        return lines;
    }

    void print(Console console) {
        console.print(console.tinted(isGood() ? Console.Tone.GOOD : Console.Tone.BAD, headline() + "  " + file));
        lines().forEach((name, value) ->
                console.print("  " + name + " ".repeat(Math.max(1, WIDTH - name.length())) + Console.plain(value)));
        answer.objections().forEach(objection -> console.print("  " + Console.plain(objection)));
        answer.failing().ifPresent(sentence -> console.print("  " + sentence));
    }

    private String headline() {
        if (!answer.authentic()) {
            return "NOT VERIFIED";
        }
        return answer.failing().isEmpty() ? "VERIFIED" : "VERIFIED, BUT NO PASS";
    }

    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified", isGood());
        json.put("authentic", answer.authentic());
        json.put("passed", answer.passed());
        json.putAll(lines());
        json.put("digest", answer.verified().digest().hex());
        json.put("objections", answer.objections());
        answer.failing().ifPresent(sentence -> json.put("failing", sentence));
        json.put("envelope", file);
        return json;
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.UsedWaiver;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gate or a verification said, for programs: members of one JSON object, the same wherever it is shown. It is an answer and no evidence; the evidence is the
 * signed decision. Maps keep their order, so that an answer reads the same in every run.
 */
public final class DecisionMembers {
    private DecisionMembers() {}

    /** The gate's answer ({@code allowed}), with the policy it was made under and the waivers that counted. */
    public static Map<String, Object> of(Decision decision) {
        Map<String, Object> json = of("allowed", decision.checks(), decision.verified(), decision.refusals());
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("name", decision.policy().name());
        policy.put("digest", decision.policy().digest().hex());
        json.put("policy", policy);
        json.put("passed", decision.passed());
        json.put(
                "waivers",
                decision.facts().waivers().stream().map(DecisionMembers::of).toList());
        return json;
    }

    /** What some checks said; {@code answer} is the member that is true when nothing refused. */
    public static Map<String, Object> of(
            String answer, List<CheckResult> checks, Optional<VerifiedStatement> verified, List<Refusal> refusals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(answer, refusals.isEmpty());
        verified.ifPresent(statement -> {
            json.put("template", statement.statement().subjectName());
            json.put("templateDigest", statement.statement().subjectDigest().hex());
            json.put("attestationDigest", statement.attestationDigest().hex());
            json.put("verdict", statement.statement().predicate().result().verdict());
            json.put(
                    "signedBy",
                    statement.signers().stream().map(TrustedKey::name).toList());
        });
        json.put("checks", checks.stream().map(DecisionMembers::of).toList());
        json.put("refusals", of(refusals));
        return json;
    }

    /** Reasons: code, message and details of each. */
    public static List<Map<String, Object>> of(List<Refusal> refusals) {
        return refusals.stream().map(DecisionMembers::of).toList();
    }

    private static Map<String, Object> of(CheckResult check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", check.number());
        json.put("name", check.name());
        json.put("outcome", check.outcome().name());
        json.put("refusals", of(check.refusals()));
        json.put("notes", check.notes());
        return json;
    }

    private static Map<String, Object> of(Refusal refusal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", refusal.code().name());
        json.put("message", refusal.message());
        json.put("details", refusal.details());
        return json;
    }

    private static Map<String, Object> of(UsedWaiver used) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("digest", used.digest().hex());
        json.put("rule", used.waiver().rule());
        json.put("logicalResourceId", used.waiver().logicalResourceId());
        json.put("owner", used.waiver().owner());
        json.put("ticket", used.waiver().ticket());
        json.put("expiresAt", used.waiver().expiresAt().toString());
        return json;
    }
}

package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.EnforcementRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.GateRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.PolicyUse;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RefusalRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Waivers, approvals, decisions, summaries and deployments to test with, each member filled. */
public final class SamplePredicates {
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    public static final Instant EVENING = Instant.parse("2026-03-04T18:00:00Z");
    public static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/pay-web";
    public static final String STACKS = "arn:aws:cloudformation:eu-central-1:123456789012:stack/pay-*";
    private static final Digest TEMPLATE = digest("template");

    private SamplePredicates() {}

    private static Digest digest(String text) {
        return Digest.of(Bytes.utf8(text));
    }

    /** For one template, at some stacks. */
    public static Waiver waiver() {
        return waiver(Optional.of(TEMPLATE), Optional.of(STACKS));
    }

    public static Waiver waiver(Optional<Digest> template, Optional<String> stacks) {
        return new Waiver("W41", "Köln", template, stacks, "pay team", "public on purpose 😀", "PAY-7", NOON, EVENING);
    }

    public static Approval approval() {
        return new Approval(digest("refused"), "anna", "bert", "outage", "INC-1", NOON, EVENING);
    }

    public static DeploymentStatement deployment() {
        return new DeploymentStatement(
                TEMPLATE,
                digest("decision"),
                STACK + "/0a1b",
                Optional.of("arn:aws:cloudformation:eu-central-1:123456789012:changeSet/c/0a1b"),
                "SUCCEEDED",
                "UPDATE_COMPLETE",
                EVENING);
    }

    /** One that passed. */
    public static VerificationSummary summary() {
        return new VerificationSummary(
                "infra/köln.yaml",
                TEMPLATE,
                "https://ci.example/cfn-attestation/gate",
                new TreeMap<>(Map.of("cfn-attestation", "1.2.3")),
                NOON,
                STACK,
                "urn:cfn-attestation:policy:strict",
                digest("policy"),
                List.of(digest("attestation")),
                true,
                List.of(VerificationSummary.PASSED_LEVEL));
    }

    /** Allowed by an approval, with everything that can stand in a decision. */
    public static DecisionStatement decision() {
        return new DecisionStatement(
                "infra/köln.yaml",
                TEMPLATE,
                NOON,
                true,
                false,
                new GateRef("https://ci.example/cfn-attestation/gate", "1.2.3"),
                new PolicyUse("strict", digest("policy")),
                Optional.of(digest("attestation")),
                List.of(digest("key").hex()),
                List.of(
                        new CheckRef(1, "envelope", "PASSED", List.of()),
                        new CheckRef(
                                6,
                                "age",
                                "RELAXED",
                                List.of(new RefusalRef(
                                        "ATTESTATION_EXPIRED", "It is too old.", Map.of("expiresAt", "yesterday"))))),
                List.of(new WaiverRef(digest("waiver"), waiver())),
                Optional.of(approval()),
                new EnforcementRef("WARN", Optional.of(EVENING)),
                new RequestRef(
                        "production",
                        STACK,
                        "folder/web",
                        new TreeMap<>(Map.of("Env", "prod")),
                        List.of("Password"),
                        List.of("Size"),
                        List.of("CAPABILITY_IAM"),
                        Optional.of("arn:aws:iam::123456789012:role/cfn"),
                        new TreeMap<>(Map.of("team", "pay")),
                        true,
                        "BEFORE"),
                Optional.of("arn:aws:cloudformation:eu-central-1:123456789012:changeSet/c/0a1b"),
                Optional.of(digest("summary")));
    }

    /** Refused before anything was verified: whatever may be absent is. */
    public static DecisionStatement unverified() {
        return new DecisionStatement(
                "envelope",
                digest("received"),
                NOON,
                false,
                false,
                new GateRef("urn:gate", "1"),
                new PolicyUse("strict", digest("policy")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new EnforcementRef("ENFORCE", Optional.empty()),
                new RequestRef(
                        "production",
                        STACK,
                        "command-line/anna",
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new TreeMap<>(),
                        false,
                        "NONE"),
                Optional.empty(),
                Optional.empty());
    }
}

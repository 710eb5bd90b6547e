package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statements to test with: one that fills every member, one as small as can be. */
public final class SampleStatement {
    private static final Instant INSPECTED = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant EXPIRES = Instant.parse("2026-03-11T05:06:07Z");

    private SampleStatement() {}

    /** Every list has an element, every map an entry, texts are beyond ASCII. */
    public static Statement full() {
        Bytes template = Bytes.utf8("Resources:\n  Köln:\n    Type: AWS::S3::Bucket\n");
        InspectionPredicate predicate = new InspectionPredicate(
                List.of(new InspectorRef("cfn-nag", "cfn-attestation", "0.1.0")),
                new RuleSetRef(
                        Digest.of(Bytes.utf8("W41 WARN 1\n")),
                        List.of(new RuleRef("W41", "WARN", 1)),
                        new TreeMap<>(Map.of("spcm_threshold", "25")),
                        List.of("W1")),
                new Inputs(new TreeMap<>(Map.of("Env", "test 😀")), List.of("Password"), "EFFECTIVE"),
                new EmbeddedTemplate(template, "application/yaml"),
                new Result(
                        "WARN",
                        0,
                        1,
                        List.of(new ViolationRef(
                                "W41",
                                "WARN",
                                "A bucket wants encryption.",
                                List.of("Köln"),
                                List.of(3),
                                List.of(5),
                                List.of("/Properties"))),
                        List.of(new SuppressedRef("W51", "Köln", "no policy needed")),
                        List.of(new NotInspectedRef("AWS::Include", "Köln", "/Properties/Fn::Transform")),
                        List.of(new NotEvaluatedRef("F3", "Köln", "depends on an import"))),
                new Invocation(Map.of("job", "folder/web"), Map.of("branch", "main")),
                INSPECTED,
                EXPIRES);
        return new Statement("infra/köln.yaml", Digest.of(template), predicate);
    }

    /** No findings, no inputs, a template of two bytes. */
    public static Statement small() {
        Bytes template = Bytes.utf8("{}");
        InspectionPredicate predicate = new InspectionPredicate(
                List.of(new InspectorRef("n", "i", "1")),
                new RuleSetRef(Digest.of(Bytes.utf8("")), List.of(), new TreeMap<>(), List.of()),
                new Inputs(new TreeMap<>(), List.of(), "ALL"),
                new EmbeddedTemplate(template, "application/json"),
                new Result("PASS", 0, 0, List.of(), List.of(), List.of(), List.of()),
                InspectionPredicate.nobody(),
                INSPECTED,
                EXPIRES);
        return new Statement("t", Digest.of(template), predicate);
    }
}

package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.Violation.Place;
import java.util.List;

/** Says in the statement's terms what the inspection found. */
final class Predicates {
    /** The name of the built-in rules in a statement (docs/cfn-inspection.md, inspectors). */
    private static final String BUILT_IN = "cfn-nag";

    private Predicates() {}

    /** The built-in rules as an inspector. */
    static InspectorRef builtIn() {
        return new InspectorRef(BUILT_IN, Product.IMPLEMENTATION, Product.version());
    }

    static Result result(Inspection inspection) {
        return new Result(
                inspection.verdict().name(),
                inspection.failureCount(),
                inspection.warningCount(),
                inspection.violations().stream().map(Predicates::violation).toList(),
                inspection.suppressed().stream()
                        .map(one -> new SuppressedRef(one.ruleId(), one.logicalResourceId(), one.reason()))
                        .toList(),
                inspection.notInspected().stream()
                        .map(one -> new NotInspectedRef(one.kind(), one.logicalResourceId(), one.path()))
                        .toList(),
                inspection.notEvaluated().stream()
                        .map(one -> new NotEvaluatedRef(one.ruleId(), one.logicalResourceId(), one.reason()))
                        .toList());
    }

    static RuleSetRef ruleSet(RuleSet rules) {
        List<RuleRef> refs = rules.rules().stream()
                .map(rule -> new RuleRef(rule.id(), rule.type().name(), rule.version()))
                .toList();
        Digest digest = Digest.of(Bytes.utf8(rules.canonicalLines()));
        return new RuleSetRef(digest, refs, rules.arguments(), rules.denied());
    }

    private static ViolationRef violation(Violation violation) {
        List<Place> places = violation.places();
        return new ViolationRef(
                violation.id(),
                violation.type().name(),
                violation.message(),
                places.stream().map(Place::logicalResourceId).toList(),
                places.stream().map(Place::line).toList(),
                places.stream().map(Place::column).toList(),
                places.stream().map(Place::propertyPath).toList(),
                violation.inspector());
    }
}

package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Results of inspections. */
final class Results {
    private Results() {}

    static Result failing(String rule, String... resources) {
        return result("FAIL", Math.max(1, resources.length), 0, violation("FAIL", rule, resources));
    }

    static Result warning(String rule, String... resources) {
        return result("WARN", 0, Math.max(1, resources.length), violation("WARN", rule, resources));
    }

    static Result undecided(String rule, String resource) {
        return new Result(
                "INCOMPLETE",
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(new NotEvaluatedRef(rule, resource, "reads a hidden value")));
    }

    static Result result(String verdict, int failures, int warnings, ViolationRef... violations) {
        return new Result(verdict, failures, warnings, Arrays.asList(violations), List.of(), List.of(), List.of());
    }

    static ViolationRef violation(String type, String rule, String... resources) {
        int size = resources.length;
        return new ViolationRef(
                rule,
                type,
                "What is wrong.",
                List.of(resources),
                Collections.nCopies(size, 7),
                Collections.nCopies(size, 3),
                Collections.nCopies(size, ""));
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import java.util.Optional;

/**
 * How to scan, as cfn_nag's options.
 *
 * @param parameterValues text of the JSON document with parameter values; without it no parameter has a value
 * @param conditionValues text of the JSON document with condition values; without it every condition is true
 * @param allowSuppression whether the templates' own suppressions count
 * @param profile text of a profile, the rules to keep
 * @param denyList text of a deny list, the rules to take out
 * @param evaluation how parameters, conditions and mappings are taken; as cfn_nag does unless told otherwise
 */
public record ScanOptions(
        Optional<String> parameterValues,
        Optional<String> conditionValues,
        boolean allowSuppression,
        Optional<String> profile,
        Optional<String> denyList,
        Evaluation evaluation) {
    /** No documents, suppression allowed. */
    public static ScanOptions standard() {
        return new ScanOptions(
                Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty(), Evaluation.CFN_NAG);
    }

    /** With a document of parameter values. */
    public ScanOptions withParameterValues(String json) {
        return new ScanOptions(Optional.of(json), conditionValues, allowSuppression, profile, denyList, evaluation);
    }

    /** With a document of condition values. */
    public ScanOptions withConditionValues(String json) {
        return new ScanOptions(parameterValues, Optional.of(json), allowSuppression, profile, denyList, evaluation);
    }

    /** With the templates' own suppressions ignored. */
    public ScanOptions withoutSuppression() {
        return new ScanOptions(parameterValues, conditionValues, false, profile, denyList, evaluation);
    }

    /** With a profile. */
    public ScanOptions withProfile(String text) {
        return new ScanOptions(
                parameterValues, conditionValues, allowSuppression, Optional.of(text), denyList, evaluation);
    }

    /** With a deny list. */
    public ScanOptions withDenyList(String yaml) {
        return new ScanOptions(
                parameterValues, conditionValues, allowSuppression, profile, Optional.of(yaml), evaluation);
    }

    /** With another evaluation. */
    public ScanOptions withEvaluation(Evaluation mode) {
        return new ScanOptions(parameterValues, conditionValues, allowSuppression, profile, denyList, mode);
    }
}

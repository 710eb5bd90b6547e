package io.jenkins.plugins.cfnattest.gate;

/** Why the gate refuses. The names are for ever: people search for them, programs switch on them. */
public enum ReasonCode {
    ENVELOPE_MALFORMED,
    PAYLOAD_TYPE_UNSUPPORTED,
    PREDICATE_UNSUPPORTED,
    SIGNATURE_INVALID,
    KEY_UNTRUSTED,
    KEY_PURPOSE,
    KEY_EXPIRED,
    KEY_REVOKED,
    SUBJECT_MISMATCH,
    TEMPLATE_MISMATCH,
    PARAMETERS_MISMATCH,
    ATTESTATION_EXPIRED,
    ATTESTATION_FROM_FUTURE,
    RULES_INSUFFICIENT,
    INSPECTOR_UNACCEPTABLE,
    VIOLATIONS,
    NOT_EVALUATED,
    WAIVER_INVALID,
    SUPPRESSION_FORBIDDEN,
    NESTED_CONTENT,
    TARGET_FORBIDDEN,
    STACK_FORBIDDEN,
    REGION_FORBIDDEN,
    CAPABILITY_FORBIDDEN,
    CALLER_FORBIDDEN,
    ROLLBACK_FORBIDDEN,
    RECORD_MISSING,
    RECORD_UNAVAILABLE,
    CHANGESET_MISMATCH,
    CHECK_ERROR,
    /** An approval was given, but it is not one of this refusal; the reasons it should have let pass stand beside it. */
    APPROVAL_INVALID
}

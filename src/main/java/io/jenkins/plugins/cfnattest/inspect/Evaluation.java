package io.jenkins.plugins.cfnattest.inspect;

/** How parameters, conditions and mappings are taken. */
public enum Evaluation {
    /** Evaluated from the effective parameters; what cannot be evaluated is inspected in every branch. */
    EFFECTIVE,
    /** Every branch is inspected. */
    ALL,
    /** As cfn_nag assumes: no defaults, every condition true. */
    CFN_NAG
}

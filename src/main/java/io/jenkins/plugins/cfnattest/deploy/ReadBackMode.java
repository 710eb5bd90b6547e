package io.jenkins.plugins.cfnattest.deploy;

/** When what CloudFormation holds is compared with what was allowed. */
public enum ReadBackMode {
    /** Before the change set is executed, and the stack's template once more afterwards. */
    BEFORE,
    /** Only afterwards: for servers that cannot answer for a change set that was not executed. Weaker: what is wrong is found when it is deployed. */
    AFTER
}

package io.jenkins.plugins.cfnattest.template;

/** Whose reading of a template is followed where readers differ. */
public enum Dialect {
    /**
     * As CloudFormation deploys it. Each short form counts, also those not known yet ({@code !X} is {@code Fn::X}); a tagged scalar is text; a number's
     * text is what the service makes of it. What readers could understand differently (a second document, merge keys, tag directives, foreign line breaks) is refused.
     */
    CLOUDFORMATION,

    /**
     * As cfn_nag 0.8.10 sees it, to give its answers: first document only, merge keys are ordinary members, a tagged scalar is read as if it were plain,
     * tags outside its list are dropped. Never deploy on the strength of this reading.
     */
    CFN_NAG
}

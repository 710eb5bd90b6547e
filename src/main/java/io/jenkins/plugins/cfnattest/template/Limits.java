package io.jenkins.plugins.cfnattest.template;

/** How far a template may go before it is refused. */
final class Limits {
    /** Maps and lists inside each other; what strict JSON readers of Ruby take. Far below what the stack bears. */
    static final int DEPTH = 100;

    /** Nodes that aliases may add. A template of people has some hundred, a bomb billions. */
    static final int ALIASED_NODES = 100_000;

    /** Characters up to which a scalar can be a number; big ones cost quadratic time. */
    static final int NUMBER = 100;

    private Limits() {}

    static TemplateException tooDeep(Position position) {
        return TemplateException.at(
                position,
                "at most " + Integer.toString(DEPTH) + " maps and lists inside each other",
                "one more",
                "Make the template flatter.");
    }
}

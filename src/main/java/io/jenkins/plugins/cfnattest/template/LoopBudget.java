package io.jenkins.plugins.cfnattest.template;

/**
 * How much loops may make. CloudFormation takes no larger template after the expansion than before it, and each node of one
 * costs at least two characters of JSON besides its text. Rounds that make nothing cost too.
 */
final class LoopBudget {
    private static final int NODE = 2;

    private long left = Template.LIMIT;

    /** @throws TemplateException when nothing is left */
    void spend(int length, Position position) throws TemplateException {
        left -= NODE + length;
        if (left < 0) {
            throw TemplateException.at(
                    position,
                    "loops that make no more than " + Integer.toString(Template.LIMIT)
                            + " characters, the largest template that CloudFormation takes",
                    "more",
                    "Shorten the collections or nest fewer loops.");
        }
    }

    /** How long a text may still get. */
    long left() {
        return left;
    }
}

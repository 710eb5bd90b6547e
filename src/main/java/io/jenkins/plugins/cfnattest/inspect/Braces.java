package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Hints;
import io.jenkins.plugins.cfnattest.template.Template;

/**
 * Whether the two opening braces of a dynamic reference may come together from parts of a template and its parameters' values. The common template, whose braces are
 * those of {@code Fn::Sub}, needs no look at what its functions come to.
 */
final class Braces {
    private Braces() {}

    /** Whether they may; in doubt they do. */
    static boolean mayMeet(Template template, EffectiveParameters parameters) {
        return template.hints().bracesMayMeet()
                || !template.transforms().isEmpty()
                || parameters.values().values().stream().anyMatch(Hints::bracesMayMeet);
    }
}

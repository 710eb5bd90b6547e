package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;

/**
 * Whether the two opening braces of a dynamic reference may come together from parts of a template.
 *
 * <p>All that a template puts together consists of pieces of its texts and names, of parameters' values, and of <code>${Name}</code> where a name is not known. Where
 * each brace in these stands right behind a dollar sign, it does so in whatever is joined or put in; only {@code Fn::Split} at a dollar sign parts them, and only the
 * language extensions write braces of their own. So the common template, whose braces are those of {@code Fn::Sub}, needs no look at what its functions come to.
 */
final class Braces {
    private static final String SPLIT = "Fn::Split";

    private boolean meet;

    private Braces() {}

    /** Whether they may; in doubt they do. */
    static boolean mayMeet(Template template, EffectiveParameters parameters) {
        Braces braces = new Braces();
        braces.look(template.root());
        return braces.meet
                || !template.transforms().isEmpty()
                || parameters.values().values().stream().anyMatch(Braces::mayMeet);
    }

    private void look(Value value) {
        if (value instanceof Value.Text text) {
            meet |= mayMeet(text.content());
        } else if (value instanceof Value.ListOf list) {
            list.items().forEach(this::look);
        } else if (value instanceof Value.MapOf map) {
            map.entries().forEach(this::member);
        }
    }

    private void member(String name, Value member) {
        meet |= mayMeet(name) || name.equals(SPLIT) && mayPart(member);
        look(member);
    }

    /** Whether there is one that stands behind no dollar sign. */
    static boolean mayMeet(String text) {
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            if (brace == 0 || text.charAt(brace - 1) != '$') {
                return true;
            }
        }
        return false;
    }

    /** Whether it is not certain where a text is split, or it is behind a dollar sign. */
    private static boolean mayPart(Value split) {
        return !(split instanceof Value.ListOf list
                && !list.items().isEmpty()
                && list.items().get(0) instanceof Value.Text delimiter
                && !delimiter.content().endsWith("$"));
    }
}

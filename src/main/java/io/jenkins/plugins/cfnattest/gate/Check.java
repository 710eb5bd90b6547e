package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.List;

/** One question the gate asks about a verified statement. */
interface Check {
    /** Its number in the list of checks, for ever. */
    int number();

    /** Its short name for people. */
    String name();

    /**
     * Every reason against; an empty list means that this check passes.
     *
     * @throws TemplateException when the attested bytes are no template; the gate makes a refusal of it, as of any exception
     */
    List<Refusal> examine(Case facts) throws TemplateException;

    /** Whether there is anything to check. One that does not apply is not examined, and refuses nothing. */
    default boolean applies(Case facts) {
        return true;
    }

    /** What else people should know, a sentence each; nothing of it refuses. */
    default List<String> notes(Case facts) {
        return List.of();
    }
}

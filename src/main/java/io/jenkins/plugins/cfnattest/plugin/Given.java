package io.jenkins.plugins.cfnattest.plugin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Text as forms and pipelines give it: perhaps null, perhaps empty, perhaps with blanks around it. */
public final class Given {
    private Given() {}

    /** The text without blanks around it; empty when there is none. */
    @NonNull
    public static String text(@CheckForNull String given) {
        return given == null ? "" : given.trim();
    }

    /** The text without blanks around it; null when there is none, as getters of optional settings answer. */
    @CheckForNull
    public static String orNull(@CheckForNull String given) {
        String text = text(given);
        return text.isEmpty() ? null : text;
    }
}

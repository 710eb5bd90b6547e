package io.jenkins.plugins.cfnattest.plugin;

import java.util.regex.Pattern;

/** Text that may come from a template or from afar, for one line of the console. */
public final class Printable {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Printable() {}

    /** The text with control characters replaced, so that it can neither colour the console nor start a line of its own. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}

package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of entries: they stand in pipelines, in names of artifacts and in messages, so they are plain. */
final class Names {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Names() {}

    /** Refuses an empty or odd name. */
    static void check(String kind, String name) throws SettingException {
        if (!SHAPE.matcher(name).matches()) {
            throw new SettingException("The name of a " + kind
                    + " should have 1 to 63 letters, digits, dots, hyphens or underscores, a letter or digit first, but is '"
                    + name + "'.");
        }
    }

    /** Checks every entry, and that each name is there once. */
    static void checkAll(String kind, List<? extends Entry> entries) throws SettingException {
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            entry.check();
            if (!seen.add(entry.getName())) {
                throw new SettingException("There are two entries with the name '" + entry.getName() + "' where each "
                        + kind + " has its own. Rename one of them.");
            }
        }
    }

    /** The entry with this name. */
    static <E extends Entry> E find(String kind, List<E> entries, String name) throws SettingException {
        List<E> found =
                entries.stream().filter(entry -> entry.getName().equals(name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new SettingException(
                (found.isEmpty() ? "There is no " + kind + " '" : "There is more than one " + kind + " '") + name
                        + "' in the configuration of this controller; it has "
                        + entries.stream().map(Entry::getName).toList()
                        + ". An administrator sets it under Manage Jenkins » System » CloudFormation attestation.");
    }
}

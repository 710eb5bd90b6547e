package io.jenkins.plugins.cfnattest.plugin.config;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.cfnattest.gate.Narrowing;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the folders around a job ask for, from its own up to the root. */
final class Narrowings {
    /** Named as text: that plugin may not be there. */
    private static final String FOLDER = "com.cloudbees.hudson.plugins.folder.AbstractFolder";

    private Narrowings() {}

    /** Every one of them; {@code policies}: those it may name. */
    static List<Narrowing> of(Item job, GateSettings policies) throws SettingException {
        List<NarrowingSource> sources = ExtensionList.lookup(NarrowingSource.class);
        List<Narrowing> found = new ArrayList<>();
        ItemGroup<?> group = job.getParent();
        while (group instanceof Item folder) {
            if (sources.isEmpty() && isFolder(group.getClass())) {
                throw new SettingException(
                        "What the folder '" + folder.getFullName()
                                + "' asks for cannot be read, so nothing is deployed from it. Look for errors of this plugin in the controller's log.");
            }
            for (NarrowingSource source : sources) {
                for (NarrowingSource.Wanted wanted : source.of(folder)) {
                    if (!wanted.isEmpty()) {
                        found.add(narrowing("folder " + OneLine.quoted(folder.getFullName()), wanted, policies));
                    }
                }
            }
            group = folder.getParent();
        }
        return found;
    }

    static boolean isFolder(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().equals(FOLDER)) {
                return true;
            }
        }
        return false;
    }

    static Narrowing narrowing(String where, NarrowingSource.Wanted wanted, GateSettings policies)
            throws SettingException {
        try {
            return new Narrowing(
                    where,
                    wanted.targets(),
                    wanted.stacks(),
                    wanted.policy().isEmpty() ? Optional.empty() : Optional.of(policies.policy(wanted.policy())));
        } catch (SettingException e) {
            throw new SettingException("The " + where + " names a policy that cannot be used: " + e.getMessage(), e);
        }
    }
}

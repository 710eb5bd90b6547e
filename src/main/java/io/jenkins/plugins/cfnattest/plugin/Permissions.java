package io.jenkins.plugins.cfnattest.plugin;

import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** What people may be allowed beside what Jenkins knows. The names are stored in configurations: they are for ever. */
public final class Permissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(Permissions.class, Messages._Permissions_GroupTitle());

    /** To let a refused deployment pass. Nothing but administering implies it: who may configure or start a job may not. */
    public static final Permission BREAK_GLASS = new Permission(
            GROUP,
            "BreakGlass",
            Messages._Permissions_BreakGlassDescription(),
            Jenkins.ADMINISTER,
            PermissionScope.RUN);

    private Permissions() {}

    /** Jenkins offers permissions only once it has met their class; to be called when it starts. */
    public static void declare() {
        // Calling it initializes this class.
    }
}

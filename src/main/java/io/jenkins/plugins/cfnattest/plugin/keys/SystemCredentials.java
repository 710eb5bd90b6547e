package io.jenkins.plugins.cfnattest.plugin.keys;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * The one way to a credential of the controller's own. It looks at the root only, as the controller itself, and refuses every scope but
 * SYSTEM: with any other scope a pipeline could bind the credential and sign or deploy what it likes.
 */
public final class SystemCredentials {
    private SystemCredentials() {}

    /**
     * The credential with this id.
     *
     * @param what the kind of credential and the setting that names it, for messages
     * @throws SettingException when there is none, when there are several, or when its scope is not SYSTEM
     */
    public static <C extends IdCredentials> C find(Class<C> type, String id, String what) throws SettingException {
        if (id.isBlank()) {
            throw new SettingException("No credential is chosen for " + what
                    + ". Create one with the scope System under Manage Jenkins » Credentials, and choose it.");
        }
        List<C> found = atRoot(type).stream()
                .filter(credential -> credential.getId().equals(id))
                .toList();
        if (found.isEmpty()) {
            throw new SettingException(
                    "There is no credential '" + id + "' of the right kind at the root of the controller for " + what
                            + ". Create it with the scope System under Manage Jenkins » Credentials.");
        }
        for (C credential : found) {
            if (credential.getScope() != CredentialsScope.SYSTEM) {
                throw new SettingException(
                        "The credential '" + id + "' for " + what + " has the scope " + credential.getScope()
                                + ", so a pipeline could bind and use it. Only the scope SYSTEM is accepted: create it again with that scope.");
            }
        }
        if (found.size() > 1) {
            throw new SettingException("There are " + found.size() + " credentials '" + id + "' for " + what
                    + ", and nobody can tell which one is meant. Give each its own id.");
        }
        return found.get(0);
    }

    /** What a form offers: credentials of this type that {@link #find} would accept, and the present value. */
    public static <C extends StandardCredentials> ListBoxModel choices(Class<C> type, String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        Jenkins.get(),
                        type,
                        List.of(),
                        CredentialsMatchers.withScope(CredentialsScope.SYSTEM))
                .includeCurrentValue(current);
    }

    private static <C extends IdCredentials> List<C> atRoot(Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, List.of());
    }
}

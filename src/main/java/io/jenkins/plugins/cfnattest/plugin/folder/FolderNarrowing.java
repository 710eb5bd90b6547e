package io.jenkins.plugins.cfnattest.plugin.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.NarrowingSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A folder's wish to deploy less than its targets allow: fewer targets, fewer stacks, one more policy. Whoever may configure the folder may set it, because it widens
 * nothing; folders around it hold as well.
 */
public final class FolderNarrowing extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<String> targets = new ArrayList<>();
    private List<String> stacks = new ArrayList<>();
    private String policy = "";

    @DataBoundConstructor
    public FolderNarrowing() {}

    @NonNull
    public List<String> getTargets() {
        return new ArrayList<>(targets);
    }

    /** The targets in one line, for the form. */
    @NonNull
    public String getTargetsText() {
        return String.join(" ", targets);
    }

    /** Names of the targets its jobs may deploy to; none: all. */
    @DataBoundSetter
    public void setTargets(@CheckForNull List<String> targets) {
        this.targets = words(targets);
    }

    @NonNull
    public List<String> getStacks() {
        return new ArrayList<>(stacks);
    }

    /** The patterns in one line, for the form. */
    @NonNull
    public String getStacksText() {
        return String.join(" ", stacks);
    }

    /** Patterns of the stacks its jobs may deploy; none: all. */
    @DataBoundSetter
    public void setStacks(@CheckForNull List<String> stacks) {
        this.stacks = words(stacks);
    }

    @NonNull
    public String getPolicy() {
        return Given.text(policy);
    }

    /** Name of a policy of this controller that has to allow a deployment too; empty: none. */
    @DataBoundSetter
    public void setPolicy(@CheckForNull String policy) {
        this.policy = Given.text(policy);
    }

    private static List<String> words(@CheckForNull List<String> texts) {
        return new ArrayList<>(
                texts == null
                        ? List.of()
                        : texts.stream()
                                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                                .filter(word -> !word.isEmpty())
                                .distinct()
                                .toList());
    }

    NarrowingSource.Wanted wanted() {
        return new NarrowingSource.Wanted(targets, stacks, getPolicy());
    }

    /** Reads it from folders. */
    @Extension(optional = true)
    public static final class Source implements NarrowingSource {
        @Override
        public List<Wanted> of(Item item) {
            return item instanceof AbstractFolder<?> folder
                    ? folder.getProperties().getAll(FolderNarrowing.class).stream()
                            .map(FolderNarrowing::wanted)
                            .toList()
                    : List.of();
        }
    }

    /** Its form, for whoever may configure the folder. */
    @Extension(optional = true)
    @Symbol("cfnAttestationNarrowing")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.FolderNarrowing_DisplayName();
        }

        /** The form stands on every folder: one that asks for nothing adds nothing. */
        @Override
        @CheckForNull
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            AbstractFolderProperty<?> made = super.newInstance(request, form);
            return made instanceof FolderNarrowing narrowing
                            && narrowing.wanted().isEmpty()
                    ? null
                    : made;
        }

        @POST
        public FormValidation doCheckTargets(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
            return checked(folder, value, "", "");
        }

        @POST
        public FormValidation doCheckStacks(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
            return checked(folder, "", value, "");
        }

        @POST
        public FormValidation doCheckPolicy(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String value) {
            return checked(folder, "", "", value);
        }

        private static FormValidation checked(
                @CheckForNull AbstractFolder<?> folder, String targets, String stacks, String policy) {
            if (folder == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                folder.checkPermission(Item.CONFIGURE);
            }
            try {
                CfnAttestationConfiguration.get()
                        .check(new NarrowingSource.Wanted(
                                words(List.of(Given.text(targets))),
                                words(List.of(Given.text(stacks))),
                                Given.text(policy)));
                return FormValidation.ok();
            } catch (SettingException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}

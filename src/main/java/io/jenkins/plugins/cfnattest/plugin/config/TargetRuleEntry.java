package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.plugin.Given;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which jobs may deploy which stacks in which regions of a target. */
public final class TargetRuleEntry extends AbstractDescribableImpl<TargetRuleEntry> {
    private final String jobs;
    private final String stacks;
    private List<String> regions = new ArrayList<>();

    @DataBoundConstructor
    public TargetRuleEntry(String jobs, String stacks) {
        this.jobs = Given.text(jobs);
        this.stacks = Given.text(stacks);
    }

    @NonNull
    public String getJobs() {
        return jobs;
    }

    @NonNull
    public String getStacks() {
        return stacks;
    }

    @NonNull
    public List<String> getRegions() {
        return new ArrayList<>(regions);
    }

    /** The regions in one line, for the form. */
    @NonNull
    public String getRegionsText() {
        return Words.join(regions);
    }

    /** Regions, empty: the target's default region only. */
    @DataBoundSetter
    public void setRegions(List<String> regions) {
        this.regions = Words.split(regions);
    }

    TargetRule rule() {
        return new TargetRule(jobs, stacks, regions);
    }

    /** The form of a rule. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TargetRuleEntry> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.TargetRuleEntry_DisplayName();
        }

        @POST
        public FormValidation doCheckJobs(@QueryParameter String value) {
            return Checks.of(() -> Checks.required("a pattern of full job names, such as pay/**", value));
        }

        @POST
        public FormValidation doCheckStacks(@QueryParameter String value) {
            return Checks.of(() -> Checks.required("a pattern of stack names, such as pay-*", value));
        }
    }
}

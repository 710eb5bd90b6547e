package io.jenkins.plugins.cfnattest.plugin.config;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a target's form asks while it is filled in: lists to choose from, checks of single fields, and a try to connect. */
public abstract class TargetForm extends Descriptor<TargetEntry> {
    /** Only targets. */
    TargetForm() {}

    /** Asks STS whose account the credentials lead to, through the role to assume if there is one. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String defaultRegion,
            @QueryParameter String account,
            @QueryParameter String partition,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String assumeRole,
            @QueryParameter String externalId,
            @QueryParameter String endpoint) {
        return Checks.answering(() -> {
            Checks.required("a region, such as eu-central-1", defaultRegion);
            TargetEntry probe = new TargetEntry("new", defaultRegion);
            probe.setAccount(account);
            probe.setPartition(partition);
            probe.setAwsCredentialsId(awsCredentialsId);
            probe.setAssumeRole(assumeRole);
            probe.setExternalId(externalId);
            probe.setEndpoint(endpoint);
            return FormValidation.ok(Messages.TargetEntry_Connected(
                    new ConnectionTest(Deployments.aws()).account(probe.target(), probe.access())));
        });
    }

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return Checks.of(() -> Names.check("target", Given.text(value)));
    }

    @POST
    public FormValidation doCheckDefaultRegion(@QueryParameter String value) {
        return Checks.of(() -> Checks.required("a region, such as eu-central-1", value));
    }

    @POST
    public FormValidation doCheckAccount(@QueryParameter String value) {
        return Checks.answering(() -> {
            if (Given.text(value).isBlank()) {
                return FormValidation.warning(Messages.TargetEntry_AnyAccount());
            }
            TargetEntry probe = new TargetEntry("new", "none");
            probe.setAccount(value);
            probe.target();
            return FormValidation.ok();
        });
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return Checks.of(() -> {
            if (!Given.text(value).isBlank()) {
                Urls.http(value.trim());
            }
        });
    }

    @POST
    public FormValidation doCheckPolicy(@QueryParameter String value) {
        return Checks.of(() -> {
            if (!Given.text(value).isEmpty()) {
                Names.check("policy", Given.text(value));
            }
        });
    }

    @POST
    public FormValidation doCheckEnforcementUntil(@QueryParameter String value, @QueryParameter String enforcement) {
        return Checks.of(() -> {
            TargetEntry probe = new TargetEntry("new", "none");
            probe.setEnforcement(enforcement);
            probe.setEnforcementUntil(value);
            probe.target();
        });
    }

    @POST
    public FormValidation doCheckBucketPrefix(@QueryParameter String value, @QueryParameter String bucket) {
        return Checks.of(() -> {
            TargetEntry probe = new TargetEntry("new", "none");
            probe.setBucket(bucket);
            probe.setBucketPrefix(value);
            probe.target();
        });
    }

    @POST
    public ListBoxModel doFillEnforcementItems() {
        return words("", Enforcement.Mode.values());
    }

    @POST
    public ListBoxModel doFillReadBackItems() {
        return words("", ReadBackMode.values());
    }

    @POST
    public ListBoxModel doFillOnFailureItems() {
        return words(Messages.TargetEntry_Default(), StackSettings.OnFailure.values());
    }

    @POST
    public ListBoxModel doFillTerminationProtectionItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.TargetEntry_LeftAsItIs(), "");
        items.add("true");
        items.add("false");
        return items;
    }

    private static ListBoxModel words(String none, Enum<?>... words) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        if (!none.isEmpty()) {
            items.add(none, "");
        }
        for (Enum<?> word : words) {
            items.add(word.name());
        }
        return items;
    }

    @POST
    public ListBoxModel doFillPartitionItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        List.of("aws", "aws-cn", "aws-us-gov").forEach(items::add);
        return items;
    }

    @POST
    public ListBoxModel doFillAwsCredentialsIdItems(@QueryParameter String awsCredentialsId) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return SystemCredentials.choices(StandardUsernamePasswordCredentials.class, Given.text(awsCredentialsId));
    }

    @POST
    public FormValidation doCheckAwsCredentialsId(@QueryParameter String value) {
        return Checks.of(() -> {
            TargetEntry probe = new TargetEntry("new", "none");
            probe.setAwsCredentialsId(value);
            probe.access();
        });
    }
}

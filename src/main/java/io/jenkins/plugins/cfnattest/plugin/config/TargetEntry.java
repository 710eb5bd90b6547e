package io.jenkins.plugins.cfnattest.plugin.config;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An AWS account to deploy to: how to get there, and which jobs may do what there. */
public final class TargetEntry extends TargetSettings implements Entry {
    private final String name;
    private final String defaultRegion;
    private String account = "";
    private String partition = "aws";
    private String awsCredentialsId = "";
    private String assumeRole = "";
    private String externalId = "";
    private String endpoint = "";
    private String serviceRole = "";
    private List<String> capabilities = new ArrayList<>();
    private List<TargetRuleEntry> rules = new ArrayList<>();

    @DataBoundConstructor
    public TargetEntry(String name, String defaultRegion) {
        this.name = Given.text(name);
        this.defaultRegion = Given.text(defaultRegion);
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getDefaultRegion() {
        return defaultRegion;
    }

    @NonNull
    public String getAccount() {
        return account;
    }

    /** The account id, 12 digits; empty: whatever account the credentials belong to. */
    @DataBoundSetter
    public void setAccount(String account) {
        this.account = Given.text(account);
    }

    @NonNull
    public String getPartition() {
        return partition;
    }

    @DataBoundSetter
    public void setPartition(String partition) {
        this.partition = Given.text(partition);
    }

    @NonNull
    public String getAwsCredentialsId() {
        return awsCredentialsId;
    }

    /** A username and password of scope SYSTEM: access key id and secret; empty: the controller's own AWS rights. */
    @DataBoundSetter
    public void setAwsCredentialsId(String awsCredentialsId) {
        this.awsCredentialsId = Given.text(awsCredentialsId);
    }

    @NonNull
    public String getAssumeRole() {
        return assumeRole;
    }

    @DataBoundSetter
    public void setAssumeRole(String assumeRole) {
        this.assumeRole = Given.text(assumeRole);
    }

    @NonNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Given.text(externalId);
    }

    @NonNull
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Given.text(endpoint);
    }

    @NonNull
    public String getServiceRole() {
        return serviceRole;
    }

    @DataBoundSetter
    public void setServiceRole(String serviceRole) {
        this.serviceRole = Given.text(serviceRole);
    }

    @NonNull
    public List<String> getCapabilities() {
        return new ArrayList<>(capabilities);
    }

    /** The capabilities in one line, for the form. */
    @NonNull
    public String getCapabilitiesText() {
        return Words.join(capabilities);
    }

    @DataBoundSetter
    public void setCapabilities(List<String> capabilities) {
        this.capabilities = Words.split(capabilities);
    }

    @NonNull
    public List<TargetRuleEntry> getRules() {
        return new ArrayList<>(rules);
    }

    /** Who may deploy what; none: nobody. */
    @DataBoundSetter
    public void setRules(List<TargetRuleEntry> rules) {
        this.rules = new ArrayList<>(rules);
    }

    @Override
    public void check() throws SettingException {
        target();
        access();
    }

    /** The target as the deployment takes it. */
    public Target target() throws SettingException {
        Names.check("target", name);
        try {
            List<TargetRule> allowed = rules.stream().map(TargetRuleEntry::rule).toList();
            TargetScope scope = new TargetScope(
                    name,
                    optional(account),
                    partition,
                    defaultRegion,
                    allowed,
                    Set.copyOf(capabilities),
                    optional(serviceRole),
                    enforcing());
            Optional<URI> address = endpoint.isEmpty() ? Optional.empty() : Optional.of(Urls.http(endpoint));
            return new Target(
                    scope,
                    address,
                    optional(assumeRole),
                    optional(externalId),
                    staging(),
                    readingBack(),
                    stackSettings());
        } catch (SettingException | IllegalArgumentException e) {
            throw new SettingException("The target '" + name + "' cannot be used: " + e.getMessage(), e);
        }
    }

    /** The AWS credentials. */
    public AwsAccess access() throws SettingException {
        if (awsCredentialsId.isEmpty()) {
            return new AwsAccess.DefaultChain();
        }
        StandardUsernamePasswordCredentials found = SystemCredentials.find(
                StandardUsernamePasswordCredentials.class, awsCredentialsId, "the AWS access of target '" + name + "'");
        return new AwsAccess.Keys(found.getUsername(), found.getPassword().getPlainText());
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    static void required(String what, String value) throws SettingException {
        if (Given.text(value).isBlank()) {
            throw new SettingException("This should be " + what + ", but is empty.");
        }
    }

    /** The form of a target. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TargetEntry> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.TargetEntry_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.of(() -> Names.check("target", Given.text(value)));
        }

        @POST
        public FormValidation doCheckDefaultRegion(@QueryParameter String value) {
            return Checks.of(() -> required("a region, such as eu-central-1", value));
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
        public FormValidation doCheckEnforcementUntil(
                @QueryParameter String value, @QueryParameter String enforcement) {
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
}

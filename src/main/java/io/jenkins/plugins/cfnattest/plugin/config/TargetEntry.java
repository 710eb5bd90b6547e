package io.jenkins.plugins.cfnattest.plugin.config;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.Target;
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
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

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

    /** The form of a target. */
    @Extension
    public static final class DescriptorImpl extends TargetForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.TargetEntry_DisplayName();
        }
    }
}

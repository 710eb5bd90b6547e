package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.PolicyException;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What deployments to the targets that name it must fulfil. */
public final class PolicyEntry extends AbstractDescribableImpl<PolicyEntry> implements Entry {
    private final String name;
    private final String yaml;

    @DataBoundConstructor
    public PolicyEntry(String name, String yaml) {
        this.name = Given.text(name);
        this.yaml = lines(yaml);
    }

    /** Forms send lines that end in CRLF; the digest should be the one of the file that was pasted. */
    private static String lines(@CheckForNull String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getYaml() {
        return yaml;
    }

    @Override
    public void check() throws SettingException {
        policy();
    }

    /** The policy as the gate takes it; its digest is the SHA-256 of the text. */
    public Policy policy() throws SettingException {
        Names.check("policy", name);
        return read(name, yaml);
    }

    private static Policy read(String name, String yaml) throws SettingException {
        try {
            return Policy.read(Bytes.utf8(yaml), "policy '" + name + "'");
        } catch (PolicyException e) {
            throw new SettingException(e.getMessage(), e);
        }
    }

    /** The form of a policy. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PolicyEntry> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.PolicyEntry_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.of(() -> Names.check("policy", Given.text(value)));
        }

        /** Answers with the digest that decisions will show. */
        @POST
        public FormValidation doCheckYaml(@QueryParameter String value, @QueryParameter String name) {
            return Checks.answering(() -> {
                Policy policy = read(Given.text(name), lines(value));
                return FormValidation.ok(
                        Messages.PolicyEntry_Read(policy.name(), policy.digest().hex()));
            });
        }
    }
}

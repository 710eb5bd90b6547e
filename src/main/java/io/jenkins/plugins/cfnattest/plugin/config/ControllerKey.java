package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.keys.SigningKeyCredential;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.time.Clock;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A key that this controller signs attestations with. */
public final class ControllerKey extends AbstractDescribableImpl<ControllerKey> implements Entry {
    private static final int DEFAULT_VALIDITY = 30;
    private static final int LONGEST_VALIDITY = 3650;

    private final String name;
    private final String credentialsId;
    private int validityInDays = DEFAULT_VALIDITY;

    @DataBoundConstructor
    public ControllerKey(String name, String credentialsId) {
        this.name = Given.text(name);
        this.credentialsId = Given.text(credentialsId);
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getCredentialsId() {
        return credentialsId;
    }

    public int getValidityInDays() {
        return validityInDays;
    }

    /** How long attestations of this key hold. */
    @DataBoundSetter
    public void setValidityInDays(int validityInDays) {
        this.validityInDays = validityInDays;
    }

    @Override
    public void check() throws SettingException {
        Names.check("key", name);
        if (validityInDays < 1 || validityInDays > LONGEST_VALIDITY) {
            throw new SettingException("Attestations of key '" + name + "' should hold 1 to " + LONGEST_VALIDITY
                    + " days, but " + validityInDays + " are set.");
        }
        signingKey();
    }

    /** Inspects and signs with this key. */
    public Attester attester(Clock clock) throws SettingException {
        check();
        return new LocalAttester(Catalogue.all(), signingKey(), Duration.ofDays(validityInDays), clock);
    }

    SigningKey signingKey() throws SettingException {
        return GateSettings.key(credentialsId, "the signing key '" + name + "'");
    }

    /** The form of a key. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ControllerKey> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.ControllerKey_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.of(() -> Names.check("key", Given.text(value)));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SystemCredentials.choices(SigningKeyCredential.class, Given.text(credentialsId));
        }

        /** Answers with the public half: it is what others need to trust this key. */
        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return Checks.answering(() -> {
                ControllerKey key = new ControllerKey("new", value);
                return FormValidation.okWithMarkup(
                        PublicKeyMarkup.of(key.signingKey().verificationKey()));
            });
        }

        @POST
        public FormValidation doCheckValidityInDays(@QueryParameter String value) {
            return Checks.positive(value, LONGEST_VALIDITY);
        }
    }
}

package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A public key that the gate trusts, for one purpose. A key of this controller is trusted only when it stands here too. */
public final class TrustedKeyEntry extends AbstractDescribableImpl<TrustedKeyEntry> implements Entry {
    private final String name;
    private final String pem;
    private String purpose = Purpose.ATTEST.word();
    private String notBefore = "";
    private String notAfter = "";
    private String retiredAt = "";
    private String revokedAt = "";

    @DataBoundConstructor
    public TrustedKeyEntry(String name, String pem) {
        this.name = Given.text(name);
        this.pem = Given.text(pem);
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getPem() {
        return pem;
    }

    @NonNull
    public String getPurpose() {
        return purpose;
    }

    /** What the key is trusted for: a word of {@link Purpose}. */
    @DataBoundSetter
    public void setPurpose(String purpose) {
        this.purpose = Given.text(purpose);
    }

    @NonNull
    public String getNotBefore() {
        return notBefore;
    }

    /** First instant of the validity (RFC 3339), empty: always. */
    @DataBoundSetter
    public void setNotBefore(String notBefore) {
        this.notBefore = Given.text(notBefore);
    }

    @NonNull
    public String getNotAfter() {
        return notAfter;
    }

    /** First instant after the validity (RFC 3339), empty: never ends. */
    @DataBoundSetter
    public void setNotAfter(String notAfter) {
        this.notAfter = Given.text(notAfter);
    }

    @NonNull
    public String getRetiredAt() {
        return Given.text(retiredAt);
    }

    /** Since when the key signs no more (RFC 3339), empty: it still does. */
    @DataBoundSetter
    public void setRetiredAt(String retiredAt) {
        this.retiredAt = Given.text(retiredAt);
    }

    @NonNull
    public String getRevokedAt() {
        return revokedAt;
    }

    /** When the key was revoked (RFC 3339), empty: it is not. */
    @DataBoundSetter
    public void setRevokedAt(String revokedAt) {
        this.revokedAt = Given.text(revokedAt);
    }

    @Override
    public void check() throws SettingException {
        trustedKey();
    }

    /** The key as the gate takes it. */
    public TrustedKey trustedKey() throws SettingException {
        Names.check("trusted key", name);
        try {
            return new TrustedKey(
                    name,
                    publicKey(pem),
                    purposeOf(purpose),
                    instant(notBefore),
                    instant(notAfter),
                    instant(getRetiredAt()),
                    instant(revokedAt));
        } catch (SettingException | IllegalArgumentException e) {
            throw new SettingException("The trusted key '" + name + "' cannot be used: " + e.getMessage(), e);
        }
    }

    static VerificationKey publicKey(String pem) throws SettingException {
        try {
            return VerificationKey.parse(pem);
        } catch (KeyException e) {
            throw new SettingException(e.getMessage(), e);
        }
    }

    private static Purpose purposeOf(String word) throws SettingException {
        return Purpose.of(word)
                .orElseThrow(() ->
                        new SettingException("The purpose '" + word + "' should be one of " + Purpose.words() + "."));
    }

    static Optional<Instant> instant(String text) throws SettingException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new SettingException(
                    "The time '" + text + "' should look like 2030-01-31T00:00:00Z (RFC 3339, UTC).", e);
        }
    }

    /** The form of a trusted key. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TrustedKeyEntry> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.TrustedKeyEntry_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.of(() -> Names.check("trusted key", Given.text(value)));
        }

        @POST
        public FormValidation doCheckPem(@QueryParameter String value) {
            return Checks.answering(() -> {
                VerificationKey key = publicKey(Given.text(value));
                return FormValidation.ok(Messages.PublicKey_Shown(
                        key.algorithm().jcaName(), key.keyId().hex()));
            });
        }

        @POST
        public ListBoxModel doFillPurposeItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            Purpose.words().forEach(items::add);
            return items;
        }

        @POST
        public FormValidation doCheckNotBefore(@QueryParameter String value) {
            return Checks.of(() -> instant(Given.text(value)));
        }

        @POST
        public FormValidation doCheckNotAfter(@QueryParameter String value) {
            return Checks.of(() -> instant(Given.text(value)));
        }

        @POST
        public FormValidation doCheckRetiredAt(@QueryParameter String value) {
            return Checks.of(() -> instant(Given.text(value)));
        }

        @POST
        public FormValidation doCheckRevokedAt(@QueryParameter String value) {
            return Checks.of(() -> instant(Given.text(value)));
        }
    }
}

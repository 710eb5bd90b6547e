package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.RemoteAttester;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An attestation service: where it is, how it is spoken to, and the one key under which its answers are believed. */
public final class ServiceEntry extends AbstractDescribableImpl<ServiceEntry> implements Entry {
    private final String name;
    private final String url;
    private final String pinnedKey;
    private String protocol = RemoteAttester.Protocol.V1.name();
    private String tokenCredentialsId = "";

    @DataBoundConstructor
    public ServiceEntry(String name, String url, String pinnedKey) {
        this.name = Given.text(name);
        this.url = Given.text(url);
        this.pinnedKey = Given.text(pinnedKey);
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getUrl() {
        return url;
    }

    @NonNull
    public String getPinnedKey() {
        return pinnedKey;
    }

    @NonNull
    public String getProtocol() {
        return protocol;
    }

    /** A name of {@link RemoteAttester.Protocol}. */
    @DataBoundSetter
    public void setProtocol(String protocol) {
        this.protocol = Given.text(protocol);
    }

    @NonNull
    public String getTokenCredentialsId() {
        return tokenCredentialsId;
    }

    /** A secret text of scope SYSTEM, empty: the service asks for no token. */
    @DataBoundSetter
    public void setTokenCredentialsId(String tokenCredentialsId) {
        this.tokenCredentialsId = Given.text(tokenCredentialsId);
    }

    @Override
    public void check() throws SettingException {
        attester();
    }

    /** Asks this service. */
    public Attester attester() throws SettingException {
        Names.check("service", name);
        try {
            return new RemoteAttester(Urls.http(url), protocolOf(protocol), token(), key());
        } catch (SettingException | IllegalArgumentException e) {
            throw new SettingException("The service '" + name + "' cannot be used: " + e.getMessage(), e);
        }
    }

    private VerificationKey key() throws SettingException {
        return TrustedKeyEntry.publicKey(pinnedKey);
    }

    private Optional<String> token() throws SettingException {
        if (tokenCredentialsId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SystemCredentials.find(
                        StringCredentials.class, tokenCredentialsId, "the token of service '" + name + "'")
                .getSecret()
                .getPlainText());
    }

    private static RemoteAttester.Protocol protocolOf(String name) throws SettingException {
        return Arrays.stream(RemoteAttester.Protocol.values())
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException("The protocol '" + name + "' should be one of "
                        + Arrays.toString(RemoteAttester.Protocol.values()) + "."));
    }

    /** The form of a service. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ServiceEntry> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.ServiceEntry_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.of(() -> Names.check("service", Given.text(value)));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return Checks.answering(() -> {
                URI uri = Urls.http(Given.text(value));
                return Urls.isPlain(uri) ? FormValidation.warning(Messages.ServiceEntry_Plain()) : FormValidation.ok();
            });
        }

        @POST
        public FormValidation doCheckPinnedKey(@QueryParameter String value) {
            return Checks.answering(() -> {
                VerificationKey key = TrustedKeyEntry.publicKey(Given.text(value));
                return FormValidation.ok(Messages.PublicKey_Shown(
                        key.algorithm().jcaName(), key.keyId().hex()));
            });
        }

        /** Has a template without content attested, and verifies the answer under the pinned key. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String protocol,
                @QueryParameter String tokenCredentialsId,
                @QueryParameter String pinnedKey) {
            return Checks.answering(() -> {
                ServiceEntry probe = new ServiceEntry("new", url, pinnedKey);
                probe.setProtocol(protocol);
                probe.setTokenCredentialsId(tokenCredentialsId);
                ConnectionTest.attest(probe);
                return FormValidation.ok(Messages.ServiceEntry_Connected());
            });
        }

        @POST
        public ListBoxModel doFillProtocolItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.ServiceEntry_V1(), RemoteAttester.Protocol.V1.name());
            items.add(Messages.ServiceEntry_Service2020(), RemoteAttester.Protocol.SERVICE_2020.name());
            return items;
        }

        @POST
        public ListBoxModel doFillTokenCredentialsIdItems(@QueryParameter String tokenCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return SystemCredentials.choices(StringCredentials.class, Given.text(tokenCredentialsId));
        }

        @POST
        public FormValidation doCheckTokenCredentialsId(@QueryParameter String value) {
            return Checks.of(() -> {
                if (!Given.text(value).isEmpty()) {
                    SystemCredentials.find(StringCredentials.class, value, "the token of the service");
                }
            });
        }
    }
}

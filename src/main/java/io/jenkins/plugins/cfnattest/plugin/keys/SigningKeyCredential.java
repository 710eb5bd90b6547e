package io.jenkins.plugins.cfnattest.plugin.keys;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor.FormException;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.security.SecureRandom;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A private key that signs attestations: PKCS#8 PEM with an optional passphrase, stored encrypted, used on the controller only. Its scope
 * is SYSTEM, so that no pipeline can bind it.
 */
public final class SigningKeyCredential extends BaseStandardCredentials {
    private static final long serialVersionUID = 1L;

    private final Secret privateKey;

    @CheckForNull
    private final Secret passphrase;

    /**
     * From the form or from configuration as code.
     *
     * @param privateKey the PEM; empty when a new key is wanted
     * @param newKey name of the {@link Algorithm} of a key to make now, or empty
     * @throws FormException when the scope is not SYSTEM, or the key cannot be read
     */
    @DataBoundConstructor
    public SigningKeyCredential(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String description,
            @CheckForNull Secret privateKey,
            @CheckForNull Secret passphrase,
            @CheckForNull String newKey)
            throws FormException {
        super(scope, id, description);
        if (scope != CredentialsScope.SYSTEM) {
            throw new FormException(
                    "The scope of a signing key should be SYSTEM, but is " + scope
                            + ": with any other scope a pipeline could bind the key and sign what it likes. Choose System.",
                    "scope");
        }
        this.passphrase = Secret.toString(passphrase).isEmpty() ? null : passphrase;
        this.privateKey = keep(Secret.toString(privateKey), Given.text(newKey));
    }

    private Secret keep(String pem, String newKey) throws FormException {
        if (newKey.isEmpty()) {
            try {
                parse(pem, passphrase);
                return Secret.fromString(pem);
            } catch (KeyException e) {
                throw new FormException(e.getMessage(), e, "privateKey");
            }
        }
        if (!pem.isBlank()) {
            throw new FormException(
                    "Either a private key is given or a new one is made, but the form asks for both. Clear one of the two.",
                    "newKey");
        }
        return Secret.fromString(
                SigningKey.generate(algorithm(newKey), new SecureRandom()).toPem(phrase(passphrase)));
    }

    private static Algorithm algorithm(String name) throws FormException {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw new FormException("There is no algorithm '" + name + "' for a new key.", "newKey");
    }

    /** The encrypted form goes back into the form of those who may change it; nothing else asks. */
    @NonNull
    public Secret getPrivateKey() {
        return privateKey;
    }

    /** The passphrase, if the key has one. */
    @CheckForNull
    public Secret getPassphrase() {
        return passphrase;
    }

    /** Always empty: a stored key is not made again. The form asks for it. */
    @NonNull
    public String getNewKey() {
        return "";
    }

    /** The public half as SPKI PEM, or why there is none. The form shows it. */
    @NonNull
    public String getPublicKey() {
        try {
            return signingKey().verificationKey().toPem();
        } catch (KeyException e) {
            return e.getMessage();
        }
    }

    /** The key id, or empty when the key cannot be read. The form shows it. */
    @NonNull
    public String getKeyId() {
        try {
            return signingKey().verificationKey().keyId().hex();
        } catch (KeyException e) {
            return "";
        }
    }

    /** The key itself, to sign with on the controller. */
    @NonNull
    public SigningKey signingKey() throws KeyException {
        return parse(privateKey.getPlainText(), passphrase);
    }

    private static SigningKey parse(String pem, @CheckForNull Secret passphrase) throws KeyException {
        return SigningKey.parse(pem, phrase(passphrase));
    }

    private static Optional<char[]> phrase(@CheckForNull Secret passphrase) {
        String text = Secret.toString(passphrase);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toCharArray());
    }

    /** The kind of credential in Jenkins' forms. */
    @Extension
    @Symbol("cfnSigningKey")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.SigningKeyCredential_DisplayName();
        }

        /** Folders and users have no use for it: their credentials never have the scope SYSTEM. */
        @Override
        public boolean isApplicable(CredentialsProvider provider) {
            return provider instanceof SystemCredentialsProvider.ProviderImpl;
        }

        /** Which keys can be made. */
        @POST
        public ListBoxModel doFillNewKeyItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.SigningKeyCredential_KeepGiven(), "");
            items.add("Ed25519", Algorithm.ED25519.name());
            items.add("ECDSA P-256", Algorithm.ECDSA_P256.name());
            items.add("ECDSA P-384", Algorithm.ECDSA_P384.name());
            return items;
        }

        /** Whether the key can be read; answers with its id. */
        @POST
        public FormValidation doCheckPrivateKey(
                @QueryParameter Secret value, @QueryParameter Secret passphrase, @QueryParameter String newKey) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            boolean given = !Secret.toString(value).isBlank();
            if (!Given.text(newKey).isEmpty()) {
                return given ? FormValidation.error(Messages.SigningKeyCredential_Both()) : FormValidation.ok();
            }
            if (!given) {
                return FormValidation.error(Messages.SigningKeyCredential_Neither());
            }
            try {
                VerificationKey key = parse(Secret.toString(value), passphrase).verificationKey();
                return FormValidation.ok(Messages.SigningKeyCredential_KeyId(
                        key.algorithm().jcaName(), key.keyId().hex()));
            } catch (KeyException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}

package io.jenkins.plugins.cfnattest.plugin.config;

import hudson.Util;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;

/** A public key as a form shows it below a field. */
final class PublicKeyMarkup {
    private PublicKeyMarkup() {}

    /** Algorithm, key id and PEM, escaped. */
    static String of(VerificationKey key) {
        return Util.escape(Messages.PublicKey_Shown(
                        key.algorithm().jcaName(), key.keyId().hex())) + "<pre>" + Util.escape(key.toPem()) + "</pre>";
    }
}

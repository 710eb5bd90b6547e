package io.jenkins.plugins.cfnattest.signing;

/** A signature algorithm, decided by the type of the key and never by a message. */
public enum Algorithm {
    /** Ed25519 (RFC 8032). */
    ED25519("Ed25519"),
    /** ECDSA on P-256 with SHA-256, DER signatures (FIPS 186-5). */
    ECDSA_P256("SHA256withECDSA"),
    /** ECDSA on P-384 with SHA-384, DER signatures (FIPS 186-5). */
    ECDSA_P384("SHA384withECDSA");

    private final String jcaName;

    Algorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name the Java cryptography architecture uses. */
    public String jcaName() {
        return jcaName;
    }
}

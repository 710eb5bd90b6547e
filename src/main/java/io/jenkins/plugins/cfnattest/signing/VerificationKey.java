package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key: it verifies signatures of its own algorithm. Made by {@link #parse(String)} from SPKI PEM, or by {@link #ofRawEd25519(Bytes)}. Two keys are
 * equal when their key ids are.
 */
public final class VerificationKey {
    private static final String LABEL = "PUBLIC KEY";

    /** 32 bytes in standard base64 with padding. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private static final String WANTED = "a public key ('-----BEGIN PUBLIC KEY-----')";

    private final Algorithm algorithm;
    private final AsymmetricKeyParameter point;
    private final Bytes der;
    private final Digest keyId;

    VerificationKey(Algorithm algorithm, AsymmetricKeyParameter point) {
        this.algorithm = algorithm;
        this.point = point;
        this.der = PublicKeyDer.write(algorithm, point);
        this.keyId = Digest.of(der);
    }

    /**
     * Reads one {@code PUBLIC KEY} PEM block (RFC 7468, section 13), or the base64 of a bare Ed25519 key, as the 2020 service publishes its own.
     *
     * @throws KeyException when it is neither, a private key, or a key of another algorithm
     */
    public static VerificationKey parse(String pem) throws KeyException {
        if (BARE.matcher(pem.strip()).matches()) {
            return ofRawEd25519(Bytes.of(Base64.getDecoder().decode(pem.strip())));
        }
        Pem block = Pem.only(pem, WANTED);
        if (block.label().equals(LABEL)) {
            return PublicKeyDer.read(block.der());
        }
        if (block.label().endsWith("PRIVATE KEY")) {
            throw new KeyException(
                    "Expected " + WANTED + ", but this is a PRIVATE KEY, which nobody but the signer may see."
                            + " Take its public half: 'openssl pkey -in KEY -pubout'.");
        }
        if (block.label().equals("CERTIFICATE")) {
            throw new KeyException("Expected " + WANTED + ", but this is a certificate."
                    + " Take its public key: 'openssl x509 -in CERTIFICATE -noout -pubkey'.");
        }
        throw new KeyException("Expected " + WANTED + ", but found a " + block
                + ". Take the public half of the signer's key: 'openssl pkey -in KEY -pubout'.");
    }

    /**
     * The key with these 32 bytes (RFC 8032, section 5.1.5), the form in which the 2020 service publishes its key.
     *
     * @throws KeyException when they are not 32, or no point of the group
     */
    public static VerificationKey ofRawEd25519(Bytes raw) throws KeyException {
        return new VerificationKey(Algorithm.ED25519, PublicKeyDer.ed25519(raw.toArray()));
    }

    /** The algorithm this key verifies. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** SHA-256 of the SubjectPublicKeyInfo DER (points uncompressed): the key id. */
    public Digest keyId() {
        return keyId;
    }

    /** SPKI PEM. */
    public String toPem() {
        return Pem.write(LABEL, der.toArray());
    }

    /** The bare key: 32 bytes of Ed25519, or the uncompressed point of ECDSA. */
    public Bytes raw() {
        return Bytes.of(
                point instanceof ECPublicKeyParameters ec
                        ? ec.getQ().getEncoded(false)
                        : ((Ed25519PublicKeyParameters) point).getEncoded());
    }

    /** Whether the signature is this key's over exactly this message; any malformed signature is simply false. */
    public boolean verifies(Bytes message, Bytes signature) {
        return point instanceof ECPublicKeyParameters ec
                ? Ecdsa.verifies(algorithm, ec, message, signature)
                : verifiesEd25519((Ed25519PublicKeyParameters) point, message, signature);
    }

    private static boolean verifiesEd25519(Ed25519PublicKeyParameters key, Bytes message, Bytes signature) {
        return signature.size() == Ed25519.SIGNATURE_SIZE
                && key.verify(
                        Ed25519.Algorithm.Ed25519, null, message.toArray(), 0, message.size(), signature.toArray(), 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key && keyId.equals(key.keyId);
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }

    /** Algorithm and key id. */
    @Override
    public String toString() {
        return algorithm + " key " + keyId;
    }
}

package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Public keys to and from SubjectPublicKeyInfo (RFC 5280, section 4.1). Points are written uncompressed, however they were read: a key has one key id. */
final class PublicKeyDer {
    private PublicKeyDer() {}

    static VerificationKey read(byte[] der) throws KeyException {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(Der.parse(der));
            Algorithm algorithm = KeyType.of(info.getAlgorithm());
            byte[] raw = info.getPublicKeyData().getOctets();
            if (algorithm == Algorithm.ED25519) {
                return new VerificationKey(algorithm, ed25519(raw));
            }
            ECNamedDomainParameters curve = KeyType.curve(algorithm);
            return new VerificationKey(
                    algorithm, new ECPublicKeyParameters(curve.getCurve().decodePoint(raw), curve));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new KeyException(
                    "Expected a public key (SubjectPublicKeyInfo) inside the PEM block, but found something else:"
                            + " it is changed or cut short. Give the whole key as it was made.",
                    e);
        }
    }

    /** A raw Ed25519 key; points of small order are refused, under which a signature could hold for more than one message. */
    static Ed25519PublicKeyParameters ed25519(byte[] raw) throws KeyException {
        if (raw.length != Ed25519.PUBLIC_KEY_SIZE) {
            throw new KeyException("Expected an Ed25519 public key of " + Ed25519.PUBLIC_KEY_SIZE + " bytes, but found "
                    + raw.length + ".");
        }
        if (!Ed25519.validatePublicKeyFull(raw, 0)) {
            throw new KeyException(
                    "Expected an Ed25519 public key, but found 32 bytes that are no point of its group.");
        }
        return new Ed25519PublicKeyParameters(raw);
    }

    static Bytes write(Algorithm algorithm, AsymmetricKeyParameter key) {
        byte[] raw = key instanceof ECPublicKeyParameters ec
                ? ec.getQ().getEncoded(false)
                : ((Ed25519PublicKeyParameters) key).getEncoded();
        try {
            return Bytes.of(new SubjectPublicKeyInfo(KeyType.identifier(algorithm), raw).getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
    }
}

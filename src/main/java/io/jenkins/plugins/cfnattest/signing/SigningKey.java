package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key. It never shows its material but by {@link #toPem(Optional)}; {@code toString} names the key id only. */
public final class SigningKey implements Signer {
    private static final String LABEL = "PRIVATE KEY";
    private static final String ENCRYPTED_LABEL = "ENCRYPTED PRIVATE KEY";
    private static final String WANTED =
            "a private key ('-----BEGIN PRIVATE KEY-----' or '-----BEGIN ENCRYPTED PRIVATE KEY-----')";

    private final AsymmetricKeyParameter secret;
    private final VerificationKey half;

    SigningKey(AsymmetricKeyParameter secret, VerificationKey half) {
        this.secret = secret;
        this.half = half;
    }

    /** Makes a new key. */
    public static SigningKey generate(Algorithm algorithm, SecureRandom random) {
        if (algorithm == Algorithm.ED25519) {
            Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(random);
            return new SigningKey(secret, new VerificationKey(algorithm, secret.generatePublicKey()));
        }
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(KeyType.curve(algorithm), random));
        return PrivateKeyDer.ecdsa(
                algorithm, (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate());
    }

    /**
     * The Ed25519 key with this seed (RFC 8032, section 5.1.5), the form in which the 2020 service is given its key.
     *
     * @throws KeyException when it has not 32 bytes
     */
    public static SigningKey ofEd25519Seed(Bytes seed) throws KeyException {
        return PrivateKeyDer.ed25519(seed.toArray());
    }

    /**
     * Reads one PKCS#8 PEM block, {@code PRIVATE KEY} or {@code ENCRYPTED PRIVATE KEY} (RFC 7468, sections 10 and 11).
     *
     * @param passphrase the passphrase of an encrypted key; an empty one counts as none, one for a key that is not encrypted is an error, since its owner
     *     believes that it is
     * @throws KeyException when it is no PEM, a public key, encrypted without or with a wrong passphrase, or of another algorithm
     */
    public static SigningKey parse(String pem, Optional<char[]> passphrase) throws KeyException {
        Pem block = Pem.only(pem, WANTED);
        Optional<char[]> given = passphrase.filter(characters -> characters.length > 0);
        switch (block.label()) {
            case LABEL:
                if (given.isPresent()) {
                    throw new KeyException(
                            "Expected an encrypted private key, since a passphrase is given, but the key is not encrypted."
                                    + " Encrypt it ('openssl pkcs8 -topk8') or leave the passphrase out.");
                }
                return PrivateKeyDer.read(block.der());
            case ENCRYPTED_LABEL:
                byte[] der = Pbes2.decrypt(
                        block.der(),
                        given.orElseThrow(() -> new KeyException(
                                "Expected a passphrase, since the private key is encrypted, but none is given."
                                        + " Give the one it was encrypted with.")));
                try {
                    return PrivateKeyDer.read(der);
                } finally {
                    Arrays.fill(der, (byte) 0);
                }
            case "PUBLIC KEY":
                throw new KeyException("Expected " + WANTED + ", but this is a PUBLIC KEY, which can only verify."
                        + " Give the private half that was made with it.");
            case "EC PRIVATE KEY", "RSA PRIVATE KEY", "DSA PRIVATE KEY":
                throw new KeyException("Expected " + WANTED + ", but found a " + block
                        + ", an older form. Convert it: 'openssl pkcs8 -topk8 -in KEY -out NEW'.");
            default:
                throw new KeyException(
                        "Expected " + WANTED + ", but found a " + block + ". Make one with 'cfn-attest keygen'.");
        }
    }

    /**
     * PKCS#8 PEM, encrypted (PBES2) when a passphrase is given. The one place where the secret leaves the key.
     *
     * @throws IllegalArgumentException when the passphrase is empty, which protects nothing
     */
    public String toPem(Optional<char[]> passphrase) {
        byte[] der = PrivateKeyDer.write(secret, half);
        try {
            return passphrase
                    .map(characters -> Pem.write(ENCRYPTED_LABEL, Pbes2.encrypt(der, characters, new SecureRandom())))
                    .orElseGet(() -> Pem.write(LABEL, der));
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    @Override
    public VerificationKey verificationKey() {
        return half;
    }

    @Override
    public Bytes sign(Bytes message) {
        if (secret instanceof ECPrivateKeyParameters ec) {
            return Ecdsa.sign(half.algorithm(), ec, message);
        }
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        ((Ed25519PrivateKeyParameters) secret)
                .sign(Ed25519.Algorithm.Ed25519, null, message.toArray(), 0, message.size(), signature, 0);
        return Bytes.of(signature);
    }

    /** The public half's key id. */
    @Override
    public String toString() {
        return "private half of " + half;
    }
}

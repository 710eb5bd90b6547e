package io.jenkins.plugins.cfnattest.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Private keys under a passphrase (RFC 8018, section 6.2; RFC 7914). Reads AES-CBC with PBKDF2 or scrypt, writes AES-256-CBC with scrypt, whose cost is chosen so
 * that OpenSSL, which gives scrypt 32 MiB, reads it too. No complaint has a cause: it could speak of the secret.
 */
final class Pbes2 {
    private static final int BLOCK_SIZE = 16;
    private static final int SALT_SIZE = 16;
    private static final ASN1ObjectIdentifier WRITTEN_CIPHER = NISTObjectIdentifiers.id_aes256_CBC;
    private static final Map<ASN1ObjectIdentifier, Integer> KEY_SIZES = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, 16,
            NISTObjectIdentifiers.id_aes192_CBC, 24,
            NISTObjectIdentifiers.id_aes256_CBC, 32);

    private Pbes2() {}

    /**
     * The PKCS#8 DER inside an EncryptedPrivateKeyInfo.
     *
     * @throws KeyException when it is of another scheme, costs too much to open, or the passphrase does not open it
     */
    static byte[] decrypt(byte[] der, char[] passphrase) throws KeyException {
        EncryptedPrivateKeyInfo info;
        byte[] key;
        byte[] iv;
        try {
            info = EncryptedPrivateKeyInfo.getInstance(Der.parse(der));
            AlgorithmIdentifier scheme = info.getEncryptionAlgorithm();
            if (!scheme.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
                throw unsupported("encryption", scheme.getAlgorithm());
            }
            PBES2Parameters parameters = PBES2Parameters.getInstance(scheme.getParameters());
            EncryptionScheme cipher = parameters.getEncryptionScheme();
            Integer keySize = KEY_SIZES.get(cipher.getAlgorithm());
            if (keySize == null) {
                throw unsupported("cipher", cipher.getAlgorithm());
            }
            iv = ASN1OctetString.getInstance(cipher.getParameters()).getOctets();
            key = KeyDerivation.derive(parameters.getKeyDerivationFunc(), passphrase, keySize);
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | ClassCastException
                | NoSuchElementException
                | IndexOutOfBoundsException e) {
            throw new KeyException(
                    "Expected an encrypted private key (PKCS#8) inside the PEM block, but found something else:"
                            + " it is changed or cut short. Give the whole key as it was made.");
        }
        return open(key, iv, info.getEncryptedData());
    }

    /** Good padding alone happens by chance, once in 256 wrong passphrases: what comes out must look like a key too. */
    private static byte[] open(byte[] key, byte[] iv, byte[] encrypted) throws KeyException {
        try {
            byte[] plain = run(false, key, iv, encrypted);
            if (!(Der.parse(plain) instanceof ASN1Sequence)) {
                throw new IOException("no sequence");
            }
            return plain;
        } catch (InvalidCipherTextException | DataLengthException | IllegalArgumentException | IOException e) {
            throw new KeyException(
                    "The passphrase does not open the private key: it is another one, or the key is changed."
                            + " Give the passphrase it was encrypted with.");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** EncryptedPrivateKeyInfo around the PKCS#8 DER. */
    static byte[] encrypt(byte[] plain, char[] passphrase, SecureRandom random) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("An empty passphrase protects nothing: give one, or none at all.");
        }
        byte[] salt = new byte[SALT_SIZE];
        byte[] iv = new byte[BLOCK_SIZE];
        random.nextBytes(salt);
        random.nextBytes(iv);
        KeyDerivationFunc derivation = KeyDerivation.scrypt(salt);
        EncryptionScheme cipher = new EncryptionScheme(WRITTEN_CIPHER, new DEROctetString(iv));
        AlgorithmIdentifier scheme =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, cipher));
        try {
            byte[] key = KeyDerivation.derive(derivation, passphrase, KEY_SIZES.get(WRITTEN_CIPHER));
            return new EncryptedPrivateKeyInfo(scheme, run(true, key, iv, plain)).getEncoded("DER");
        } catch (KeyException | InvalidCipherTextException e) {
            throw new IllegalStateException("Encrypting with parameters of our own failed.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
    }

    private static byte[] run(boolean encrypt, byte[] key, byte[] iv, byte[] input) throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
        cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        length += cipher.doFinal(output, length);
        byte[] exact = Arrays.copyOf(output, length);
        Arrays.fill(output, (byte) 0);
        return exact;
    }

    static KeyException unsupported(String part, ASN1ObjectIdentifier found) {
        return new KeyException("Expected a private key under PBES2 with AES-CBC and PBKDF2 or scrypt, but found the "
                + part + " " + found + ". Encrypt it again: 'openssl pkcs8 -topk8 -v2 aes-256-cbc'.");
    }
}

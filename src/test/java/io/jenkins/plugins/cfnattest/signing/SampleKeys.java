package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** Keys to test with, the same in every run. */
final class SampleKeys {
    private static final int SEED_SIZE = 32;

    private SampleKeys() {}

    static SigningKey of(Algorithm algorithm, int number) {
        return algorithm == Algorithm.ED25519
                ? ed25519(number)
                : ecdsa(algorithm, BigInteger.ONE.shiftLeft(200).add(BigInteger.valueOf(number)));
    }

    static SigningKey ed25519(int number) {
        byte[] seed = new byte[SEED_SIZE];
        Arrays.fill(seed, (byte) number);
        try {
            return SigningKey.ofEd25519Seed(Bytes.of(seed));
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    static SigningKey p256(int number) {
        return of(Algorithm.ECDSA_P256, number);
    }

    /** The ECDSA key with this secret number. */
    static SigningKey ecdsa(Algorithm algorithm, BigInteger secret) {
        return PrivateKeyDer.ecdsa(algorithm, new ECPrivateKeyParameters(secret, KeyType.curve(algorithm)));
    }
}

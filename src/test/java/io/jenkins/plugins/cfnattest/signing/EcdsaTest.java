package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcdsaTest {
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ECDSA_P256", "ECDSA_P384"})
    void refusesEveryChangedSignature(Algorithm algorithm) {
        SigningKey key = SampleKeys.of(algorithm, 1);
        byte[] good = key.sign(MESSAGE).toArray();

        for (int i = 0; i < good.length * Byte.SIZE; i++) {
            byte[] flipped = good.clone();
            flipped[i / Byte.SIZE] ^= (byte) (1 << (i % Byte.SIZE));
            assertThat(key.verificationKey().verifies(MESSAGE, Bytes.of(flipped)))
                    .isFalse();
        }
        for (int length = 0; length < good.length + 3; length++) {
            assertThat(key.verificationKey().verifies(MESSAGE, Bytes.of(Arrays.copyOf(good, length))))
                    .isEqualTo(length == good.length);
        }
    }

    @Test
    void refusesNumbersOutOfRange() throws Exception {
        BigInteger n = KeyType.curve(Algorithm.ECDSA_P256).getN();
        BigInteger[] pair = pair(SampleKeys.p256(1));

        assertRefused(new DERSequence(numbers(BigInteger.ZERO, BigInteger.ZERO)).getEncoded());
        assertRefused(new DERSequence(numbers(BigInteger.ZERO, pair[1])).getEncoded());
        assertRefused(new DERSequence(numbers(pair[0], BigInteger.ZERO)).getEncoded());
        assertRefused(new DERSequence(numbers(pair[0].add(n), pair[1])).getEncoded());
        assertRefused(new DERSequence(numbers(pair[0], pair[1].add(n))).getEncoded());
        assertRefused(new DERSequence(numbers(pair[0], pair[1].negate())).getEncoded());
        assertRefused(new DERSequence(numbers(n, n)).getEncoded());
    }

    @Test
    void refusesWhatIsNotDer() throws Exception {
        BigInteger[] pair = pair(SampleKeys.p256(1));
        ASN1EncodableVector three = numbers(pair[0], pair[1]);
        three.add(new ASN1Integer(1));

        assertRefused(new BERSequence(numbers(pair[0], pair[1])).getEncoded());
        assertRefused(new DERSequence(three).getEncoded());
        assertRefused(new DERSequence(new ASN1Integer(1)).getEncoded());
        assertRefused(new ASN1Integer(1).getEncoded());
        assertRefused(new byte[] {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
        assertRefused(new byte[64]);
        byte[] nested = new byte[1 << 20];
        Arrays.fill(nested, (byte) 0x30);
        assertRefused(nested);
    }

    @Test
    void isNoNameForWhatItSigned() throws Exception {
        SigningKey key = SampleKeys.p256(1);
        BigInteger n = KeyType.curve(Algorithm.ECDSA_P256).getN();
        BigInteger[] pair = pair(key);
        Bytes mirrored = Bytes.of(StandardDSAEncoding.INSTANCE.encode(n, pair[0], n.subtract(pair[1])));

        assertThat(mirrored).isNotEqualTo(key.sign(MESSAGE));
        assertThat(key.verificationKey().verifies(MESSAGE, mirrored))
                .as("a second signature that anybody can make: never count or name by signatures")
                .isTrue();
    }

    private static void assertRefused(byte[] signature) {
        assertThat(SampleKeys.p256(1).verificationKey().verifies(MESSAGE, Bytes.of(signature)))
                .isFalse();
    }

    private static BigInteger[] pair(SigningKey key) throws Exception {
        return StandardDSAEncoding.INSTANCE.decode(
                KeyType.curve(Algorithm.ECDSA_P256).getN(), key.sign(MESSAGE).toArray());
    }

    private static ASN1EncodableVector numbers(BigInteger r, BigInteger s) {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(r));
        numbers.add(new ASN1Integer(s));
        return numbers;
    }
}

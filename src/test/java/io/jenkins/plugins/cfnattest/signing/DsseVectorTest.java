package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;

/** The published vector of the DSSE protocol ("Test Vectors"): ECDSA P-256, SHA-256, nonce of RFC 6979, signature as r and s side by side. */
class DsseVectorTest {
    private static final String ENVELOPE = """
            {"payload": "aGVsbG8gd29ybGQ=",
             "payloadType": "http://example.com/HelloWorld",
             "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}""";
    private static final BigInteger X =
            new BigInteger("46950820868899156662930047687818585632848591499744589407958293238635476079160");
    private static final BigInteger Y =
            new BigInteger("5640078356564379163099075877009565129882514886557779369047442380624545832820");
    private static final BigInteger D =
            new BigInteger("97358161215184420915383655311931858321456579547487070936769975997791359926199");
    private static final BigInteger N = KeyType.curve(Algorithm.ECDSA_P256).getN();

    private final SigningKey key = SampleKeys.ecdsa(Algorithm.ECDSA_P256, D);

    @Test
    void hasThePublishedPublicKey() {
        HexFormat hex = HexFormat.of();
        byte[] point = key.verificationKey().raw().toArray();

        assertThat(new BigInteger(hex.formatHex(Arrays.copyOfRange(point, 1, 33)), 16))
                .isEqualTo(X);
        assertThat(new BigInteger(hex.formatHex(Arrays.copyOfRange(point, 33, 65)), 16))
                .isEqualTo(Y);
    }

    @Test
    void verifiesThePublishedSignature() throws Exception {
        Envelope published = EnvelopeJson.read(Bytes.utf8(ENVELOPE));
        Bytes message = Pae.of(published.payloadType(), published.payload());

        assertThat(published.payload()).isEqualTo(Bytes.utf8("hello world"));
        assertThat(message).isEqualTo(Bytes.utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
        assertThat(key.verificationKey().verifies(message, der(published))).isTrue();
        assertThat(key.verificationKey().verifies(Bytes.utf8("hello world"), der(published)))
                .isFalse();
    }

    @Test
    void signsThePublishedSignature() throws Exception {
        Envelope published = EnvelopeJson.read(Bytes.utf8(ENVELOPE));

        Envelope ours = key.seal("http://example.com/HelloWorld", Bytes.utf8("hello world"));

        assertThat(ours.signatures().get(0).signature()).isEqualTo(der(published));
    }

    /** The specification's vector leaves DER away; ours is DER. */
    private static Bytes der(Envelope envelope) throws Exception {
        byte[] raw = envelope.signatures().get(0).signature().toArray();
        BigInteger[] pair = PlainDSAEncoding.INSTANCE.decode(N, raw);
        return Bytes.of(StandardDSAEncoding.INSTANCE.encode(N, pair[0], pair[1]));
    }
}

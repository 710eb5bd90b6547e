package io.jenkins.plugins.cfnattest.signing;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/** Which algorithm identifiers (RFC 5480, 8410) stand for which algorithm; curves by name only. */
final class KeyType {
    private static final ECNamedDomainParameters P256 = named(SECObjectIdentifiers.secp256r1);
    private static final ECNamedDomainParameters P384 = named(SECObjectIdentifiers.secp384r1);

    private KeyType() {}

    private static ECNamedDomainParameters named(ASN1ObjectIdentifier oid) {
        return new ECNamedDomainParameters(oid, CustomNamedCurves.getByOID(oid));
    }

    /**
     * The algorithm of a key.
     *
     * @throws KeyException when it is none of ours
     */
    static Algorithm of(AlgorithmIdentifier identifier) throws KeyException {
        ASN1ObjectIdentifier oid = identifier.getAlgorithm();
        ASN1Encodable parameters = identifier.getParameters();
        if (oid.equals(EdECObjectIdentifiers.id_Ed25519) && parameters == null) {
            return Algorithm.ED25519;
        }
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (SECObjectIdentifiers.secp256r1.equals(parameters)) {
                return Algorithm.ECDSA_P256;
            }
            if (SECObjectIdentifiers.secp384r1.equals(parameters)) {
                return Algorithm.ECDSA_P384;
            }
        }
        throw new KeyException("Expected a key of the type Ed25519, ECDSA P-256 or ECDSA P-384, but found "
                + describe(oid, parameters) + ". Make one with 'cfn-attest keygen'.");
    }

    private static String describe(ASN1ObjectIdentifier oid, ASN1Encodable parameters) {
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption) || oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return "an RSA key";
        }
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "an elliptic curve key on "
                    + (parameters instanceof ASN1ObjectIdentifier curve
                            ? "the curve " + curve
                            : "a curve without a name");
        }
        return "one of the algorithm " + oid;
    }

    /** The curve of an ECDSA algorithm. */
    static ECNamedDomainParameters curve(Algorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_P256 -> P256;
            case ECDSA_P384 -> P384;
            case ED25519 -> throw new IllegalArgumentException("Ed25519 keys are no ECDSA keys.");
        };
    }

    /** How the algorithm is named in DER. */
    static AlgorithmIdentifier identifier(Algorithm algorithm) {
        return algorithm == Algorithm.ED25519
                ? new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519)
                : new AlgorithmIdentifier(
                        X9ObjectIdentifiers.id_ecPublicKey, curve(algorithm).getName());
    }
}

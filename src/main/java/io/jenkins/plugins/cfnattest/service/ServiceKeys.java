package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of the service, one for each purpose: what a client of 2020 gets signed says less, so it must never pass for an attestation.
 *
 * @param attest signs attestations
 * @param attest2020 signs for clients of 2020; without it they get no signatures
 */
public record ServiceKeys(Signer attest, Optional<Signer> attest2020) {
    /** A key and what it is for. */
    record Entry(Purpose purpose, Signer signer) {}

    public ServiceKeys {
        if (attest2020.isPresent()) {
            Signer old = attest2020.get();
            if (old.verificationKey().equals(attest.verificationKey())) {
                throw new IllegalArgumentException(
                        "Expected two keys, but attestations and answers for clients of 2020 would be signed by the same ("
                                + attest.verificationKey().keyId().first12()
                                + "). Make another with 'cfn-attest keygen'.");
            }
            if (old.verificationKey().algorithm() != Algorithm.ED25519) {
                throw new IllegalArgumentException(
                        "Expected an Ed25519 key for clients of 2020, which know no other, but found one of "
                                + old.verificationKey().algorithm() + ".");
            }
        }
    }

    /** All of them. */
    List<Entry> entries() {
        return Stream.concat(
                        Stream.of(new Entry(Purpose.ATTEST, attest)),
                        attest2020.stream().map(signer -> new Entry(Purpose.ATTEST_2020, signer)))
                .toList();
    }
}

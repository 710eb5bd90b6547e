package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Check 3: the keys that verified have the purpose, were valid at the inspection, are valid now and are not revoked; a retired key counts only with
 * a proof of a trusted log that the attestation was there before the key's end. Only such keys count towards the policy's number of
 * signatures. Both instants and the log, because the holder of a stolen key writes the time of the inspection himself.
 */
final class KeyCheck implements Check {
    @Override
    public int number() {
        return 3;
    }

    @Override
    public String name() {
        return "signing keys";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        KeyLaw law = facts.verified().isOf2020() ? KeyLaw.ATTESTATION_2020 : KeyLaw.ATTESTATION;
        List<Refusal> objections = new ArrayList<>();
        int good = 0;
        for (TrustedKey key : facts.verified().signers()) {
            Optional<Refusal> objection =
                    law.objection(key, signedAt(facts), facts.now(), end -> notOnRecordBefore(end, facts));
            if (objection.isPresent()) {
                objections.add(objection.get());
            } else {
                good++;
            }
        }
        return good >= facts.policy().signatures() ? List.of() : objections;
    }

    /** An envelope of the 2020 service names no time, so its key is judged now. */
    private static Instant signedAt(Case facts) {
        return facts.verified().isOf2020() ? facts.now() : facts.predicate().inspectedAt();
    }

    private static Optional<String> notOnRecordBefore(Instant end, Case facts) {
        RecordedProofs.Search search = facts.recorded()
                .search(time -> time.isBefore(end)
                        ? Optional.empty()
                        : Optional.of("the attestation was put on record at " + time + " only"));
        return search.found() ? Optional.empty() : Optional.of(search.why());
    }
}

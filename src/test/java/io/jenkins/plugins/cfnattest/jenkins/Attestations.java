package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Attestations that were not made in the build that deploys them. */
final class Attestations {
    private Attestations() {}

    /** One of an inspection at this time, good for a week. */
    static Attestation at(Instant time, SigningKey key, String template) throws AttestException, InterruptedException {
        return new LocalAttester(Catalogue.all(), key, Duration.ofDays(7), Clock.fixed(time, ZoneOffset.UTC))
                .attest(new AttestRequest(
                        "bucket.yaml", Bytes.utf8(template), Map.of(), Map.of(), new Invocation(Map.of(), Map.of())));
    }

    /** A step that makes it an artifact {@code old.json} of the build. */
    static String archive(Attestation attestation) {
        return Templates.write("old.json", attestation.envelope().toArray()) + "\narchiveArtifacts 'old.json'";
    }
}

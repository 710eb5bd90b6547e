package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/** Makes verified statements for tests of other rooms, which cannot make one themselves: only verification does. */
public final class TestStatements {
    private TestStatements() {}

    /** A statement about this template without findings, "verified" under a fresh key. */
    public static VerifiedStatement verified(Bytes template) {
        Digest digest = Digest.of(template);
        InspectionPredicate predicate = new InspectionPredicate(
                List.of(new InspectionPredicate.InspectorRef("cfn-nag", "test", "1")),
                new InspectionPredicate.RuleSetRef(Digest.of(Bytes.utf8("")), List.of(), new TreeMap<>(), List.of()),
                new InspectionPredicate.Inputs(new TreeMap<>(), List.of(), "EFFECTIVE"),
                new InspectionPredicate.EmbeddedTemplate(template, "application/yaml"),
                new InspectionPredicate.Result("PASS", 0, 0, List.of(), List.of(), List.of(), List.of()),
                InspectionPredicate.nobody(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-08T00:00:00Z"));
        return new VerifiedStatement(
                InspectionPredicate.TYPE,
                new Statement("stack.yaml", digest, predicate),
                Digest.of(Bytes.utf8("payload about " + digest)),
                List.of(TrustedKey.always("test", freshKey(), Purpose.ATTEST)),
                List.of());
    }

    private static VerificationKey freshKey() {
        try {
            byte[] der = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            String body = Base64.getMimeEncoder().encodeToString(der);
            return VerificationKey.parse("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
        } catch (GeneralSecurityException | KeyException e) {
            throw new IllegalStateException("A fresh Ed25519 key is always readable.", e);
        }
    }
}

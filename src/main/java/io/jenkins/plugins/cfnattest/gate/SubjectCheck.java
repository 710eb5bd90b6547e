package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Check 4: the statement speaks of the template it carries, and that is the file somebody named. What is deployed is what it carries. */
final class SubjectCheck implements Check {
    private final Optional<Bytes> namedTemplate;

    SubjectCheck(Optional<Bytes> namedTemplate) {
        this.namedTemplate = namedTemplate;
    }

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String name() {
        return "subject and template";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        List<Refusal> refusals = new ArrayList<>();
        Statement statement = facts.verified().statement();
        Bytes carried = facts.verified().template();
        Digest digest = Digest.of(carried);
        if (!digest.equals(statement.subjectDigest())) {
            refusals.add(new Refusal(
                    ReasonCode.SUBJECT_MISMATCH,
                    "The attestation's subject has the digest " + statement.subjectDigest()
                            + ", but the template it carries has " + digest + ". Its signer is broken: attest again.",
                    Map.of("subject", statement.subjectDigest().hex(), "carried", digest.hex())));
        }
        if (namedTemplate.isPresent() && !namedTemplate.get().equals(carried)) {
            Digest named = Digest.of(namedTemplate.get());
            refusals.add(new Refusal(
                    ReasonCode.TEMPLATE_MISMATCH,
                    "The template file named in the request (" + namedTemplate.get() + ", digest " + named
                            + ") is not what was inspected as " + OneLine.quoted(statement.subjectName()) + " ("
                            + carried
                            + ", digest " + digest + "). Attest the changed file, or deploy the inspected one.",
                    Map.of("named", named.hex(), "attested", digest.hex())));
        }
        return refusals;
    }
}

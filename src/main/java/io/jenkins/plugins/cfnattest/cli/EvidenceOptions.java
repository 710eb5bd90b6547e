package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is shown to the gate beside the envelope. */
final class EvidenceOptions {
    @Option(names = "--waiver", paramLabel = "FILE", description = "A signed waiver (see 'waive'); repeat it for more.")
    private List<Path> waivers = new ArrayList<>();

    @Option(
            names = "--record-proof",
            paramLabel = "FILE",
            description =
                    "A proof that the attestation is on record (NAME.tlog-proof; see 'log prove'), where the policy asks for one.")
    private Path proof;

    Evidence read() throws CliException {
        List<Bytes> given = new ArrayList<>();
        for (Path waiver : waivers) {
            given.add(InputFile.read(waiver, "waiver", EnvelopeJson.LIMIT));
        }
        Evidence evidence = Evidence.none().withWaivers(given);
        return proof == null
                ? evidence
                : evidence.withRecordProof(InputFile.read(proof, "proof of the record", TlogProof.LIMIT));
    }
}

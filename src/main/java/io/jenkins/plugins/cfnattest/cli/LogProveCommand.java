package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a proof. */
@Command(
        name = "prove",
        description = "Writes a proof that an attestation is on record, which can be checked without the record.")
final class LogProveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "ENVELOPE", description = "The signed envelope of the attestation.")
    private Path envelope;

    @Mixin
    private TrustedLogOptions trust = new TrustedLogOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the proof goes (default: ENVELOPE.tlog-proof).")
    private Path file;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        Digest digest = attestationDigest(envelope);
        Optional<TlogProof> proof = LogView.open(folder, trust.read()).attestation(digest);
        if (proof.isEmpty()) {
            output.console().say("The attestation sha256:" + digest + " is not on record in '" + folder + "'.");
            return ExitCode.REFUSED;
        }
        Path place = file == null ? envelope.resolveSibling(envelope.getFileName() + RecordOptions.PROOF) : file;
        try {
            OutputFile.write(place, proof.get().toBytes());
        } catch (IOException e) {
            throw CliException.usage(e);
        }
        output.console().print("entry " + proof.get().index() + "  proof " + place);
        return ExitCode.FINE;
    }

    /** The digest of the payload; whether anybody signed it is not asked here. */
    static Digest attestationDigest(Path envelope) throws CliException {
        try {
            return EnvelopeJson.read(InputFile.read(envelope, "envelope", EnvelopeJson.LIMIT))
                    .attestationDigest();
        } catch (EnvelopeException e) {
            throw CliException.usage(envelope + ": " + e.getMessage(), e);
        }
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.envelope.Digest;
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
        description =
                "Writes a proof that an attestation (or a decision, a waiver, the end of a deployment) is on record, which"
                        + " can be checked without the record.")
final class LogProveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Parameters(
            index = "1",
            paramLabel = "ENVELOPE|DIGEST",
            description = "The signed envelope, or the digest of what it says: sha256:HEX.")
    private String statement;

    @Mixin
    private TrustedLogOptions trust = new TrustedLogOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the proof goes (default: ENVELOPE.tlog-proof; a digest has none).")
    private Path file;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        Digest digest = StatementDigest.of(statement);
        Path place = place();
        Optional<TlogProof> proof = LogView.open(folder, trust.read()).recorded(digest);
        if (proof.isEmpty()) {
            output.console().say("The statement sha256:" + digest + " is not on record in '" + folder + "'.");
            return ExitCode.REFUSED;
        }
        try {
            OutputFile.write(place, proof.get().toBytes());
        } catch (IOException e) {
            throw CliException.usage(e);
        }
        output.console().print("entry " + proof.get().index() + "  proof " + place);
        return ExitCode.FINE;
    }

    private Path place() throws CliException {
        if (file != null) {
            return file;
        }
        if (StatementDigest.isDigest(statement)) {
            throw CliException.usage(
                    "A digest has no file beside which the proof could go: name one with --output FILE.");
        }
        Path envelope = StatementDigest.file(statement);
        return envelope.resolveSibling(envelope.getFileName() + RecordOptions.PROOF);
    }
}

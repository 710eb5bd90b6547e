package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a proof without the record. */
@Command(
        name = "check",
        description =
                "Checks, without the record, a proof that an attestation (or a decision, a waiver, the end of a deployment)"
                        + " is on it. Says nothing about the envelope's own signature: that is 'cfn-attest verify'.")
final class LogCheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROOF", description = "The proof (NAME.tlog-proof).")
    private Path proof;

    @Parameters(
            index = "1",
            paramLabel = "ENVELOPE|DIGEST",
            description = "The signed envelope, or the digest of what it says: sha256:HEX.")
    private String statement;

    @Mixin
    private TrustedLogOptions trust = new TrustedLogOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        Digest digest = StatementDigest.of(statement);
        TlogProof.Verified verified =
                TlogProof.parse(InputFile.read(proof, "proof", TlogProof.LIMIT)).verify(trust.read());
        Entry entry = verified.entry();
        Console console = output.console();
        if (entry.statement().filter(digest::equals).isEmpty()) {
            console.say("The proof is good, but it is about another entry ("
                    + entry.type().word() + " "
                    + entry.statement().map(Digest::hex).orElse("without statement") + "), not about "
                    + digest + ".");
            return ExitCode.REFUSED;
        }
        console.print(console.tinted(Console.Tone.GOOD, "ON RECORD") + "  entry " + verified.index() + " of "
                + Console.plain(verified.checkpoint().origin()) + ", since " + entry.time() + ", as "
                + entry.type().word());
        return ExitCode.FINE;
    }
}

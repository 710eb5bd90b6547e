package io.jenkins.plugins.cfnattest.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The record and its proofs. */
@Command(
        name = "log",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Makes, audits and shows a record: an append-only log of what was attested and decided, which anyone"
                        + " with its verifier key can check.",
        subcommands = {
            LogInitCommand.class,
            LogShowCommand.class,
            LogVerifyCommand.class,
            LogProveCommand.class,
            LogCheckCommand.class,
            LogPruneCommand.class
        })
final class LogCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a command, such as 'cfn-attest log verify'.");
    }
}

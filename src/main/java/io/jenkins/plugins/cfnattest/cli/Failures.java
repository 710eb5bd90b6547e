package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The edge of the process: every exception becomes one sentence and an exit code. */
final class Failures implements IExecutionExceptionHandler {
    /** Shows stack traces when set; for us, not for users. */
    private static final String TRACE = "CFN_ATTEST_STACKTRACE";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("cfn-attest: " + sentence(failure));
        if (System.getenv(TRACE) != null) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return exitCode(failure);
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CliException known) {
            return known.exitCode();
        }
        if (failure instanceof AttestException attest) {
            return attest.kind() == AttestException.Kind.INPUT ? ExitCode.USAGE : ExitCode.FAILURE;
        }
        if (failure instanceof KeyException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof DeploymentException deployment) {
            return deployment.refusal().isPresent() ? ExitCode.REFUSED : ExitCode.FAILURE;
        }
        if (failure instanceof LedgerException ledger) {
            return switch (ledger.kind()) {
                case MALFORMED -> ExitCode.USAGE;
                case UNTRUSTED, CONTRADICTED -> ExitCode.REFUSED;
                case BUSY, UNAVAILABLE -> ExitCode.FAILURE;
            };
        }
        return ExitCode.FAILURE;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof CliException
                || failure instanceof AttestException
                || failure instanceof KeyException
                || failure instanceof LedgerException
                || failure instanceof DeploymentException) {
            return failure.getMessage();
        }
        if (failure instanceof InterruptedException) {
            return "Interrupted before it was done.";
        }
        return "This is a defect of cfn-attest itself, nothing was allowed: " + failure + ". Set " + TRACE
                + "=1 to see where it happened, and report it.";
    }
}

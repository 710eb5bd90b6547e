package io.jenkins.plugins.cfnattest.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The program {@code cfn-attest}. */
@Command(
        name = "cfn-attest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Inspects CloudFormation templates, signs what was found, and deploys only what was signed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:failing violations, or the gate refuses",
            "2:wrong use or bad input",
            "3:internal or connection failure"
        },
        subcommands = {
            ScanCommand.class,
            KeygenCommand.class,
            AttestCommand.class,
            VerifyCommand.class,
            GateCommand.class,
            DeployCommand.class,
            RulesCommand.class,
            ServeCommand.class,
            DemoCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(ended(out, err, () -> run(out, err, arguments)));
    }

    /**
     * The last edge: what is no exception (memory or stack used up) ends with {@link ExitCode#FAILURE} too, not with the JVM's 1, which here means
     * refused; and an answer that could not be written is no success.
     */
    static int ended(PrintWriter out, PrintWriter err, IntSupplier command) {
        int exitCode;
        try {
            exitCode = command.getAsInt();
        } catch (RuntimeException | Error e) {
            err.println("cfn-attest: It broke off, and nothing was allowed: " + e
                    + ". If memory ran out, give it more with 'java -Xmx1g'.");
            exitCode = ExitCode.FAILURE;
        }
        if (out.checkError() && exitCode == ExitCode.FINE) {
            err.println(
                    "cfn-attest: The answer could not be written to standard output as a whole. Check where it goes.");
            exitCode = ExitCode.FAILURE;
        }
        err.flush();
        return exitCode;
    }

    /** Runs one command. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    /** The program, ready to parse. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionExceptionHandler(new Failures());
        Words.register(commandLine);
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command, such as 'cfn-attest scan'.");
    }
}

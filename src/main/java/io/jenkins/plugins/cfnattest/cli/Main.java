package io.jenkins.plugins.cfnattest.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
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
        })
public final class Main implements Runnable {
    /** In the order of the help. */
    private static final Map<String, Supplier<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("scan", ScanCommand::new);
        COMMANDS.put("keygen", KeygenCommand::new);
        COMMANDS.put("attest", AttestCommand::new);
        COMMANDS.put("verify", VerifyCommand::new);
        COMMANDS.put("waive", WaiveCommand::new);
        COMMANDS.put("gate", GateCommand::new);
        COMMANDS.put("deploy", DeployCommand::new);
        COMMANDS.put("watch", WatchCommand::new);
        COMMANDS.put("policy", PolicyCommand::new);
        COMMANDS.put("log", LogCommand::new);
        COMMANDS.put("rules", RulesCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("demo", DemoCommand::new);
    }

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
        return commandLine(arguments).setOut(out).setErr(err).execute(arguments);
    }

    /** The program, ready to parse: with the one command that is asked for, for building all of them takes longer than a scan; else with all. */
    static CommandLine commandLine(String... arguments) {
        // picocli's own converters for these would load them and be used by no option.
        System.setProperty("picocli.converters.excludes", "java\\.(time|sql|net)\\..*");
        CommandLine commandLine = new CommandLine(new Main());
        Supplier<?> asked = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (asked != null) {
            commandLine.addSubcommand(asked.get());
        } else {
            COMMANDS.values().forEach(command -> commandLine.addSubcommand(command.get()));
            commandLine.addSubcommand(new HelpCommand());
        }
        commandLine
                // A shell makes words of the names of files: one that begins with @ must stay a name, or whoever may
                // name two
                // files would choose the options.
                .setExpandAtFiles(false)
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

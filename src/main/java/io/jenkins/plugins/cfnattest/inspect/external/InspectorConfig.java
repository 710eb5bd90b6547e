package io.jenkins.plugins.cfnattest.inspect.external;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One external inspector, as its owner configured it.
 *
 * @param name lower-case letters, digits, dots, hyphens and underscores; begins the ids of its violations; not {@code cfn-nag}, which is the built-in rules' name
 * @param implementation what the statement calls the program
 * @param version where its version comes from
 * @param command program and arguments; {@value #TEMPLATE} in an argument stands for the template's file
 * @param format what it answers
 * @param timeout the longest it may take, for the whole tree of processes; at most an hour
 * @param outputLimit the most bytes it may write to standard output, and the same to standard error
 * @param environment variables it gets, with these values
 * @param inherit variables it gets with the values that we have ourselves
 */
public record InspectorConfig(
        String name,
        String implementation,
        InspectorVersion version,
        List<String> command,
        AnswerFormat format,
        Duration timeout,
        int outputLimit,
        Map<String, String> environment,
        Set<String> inherit) {
    /** Stands for the template's file in an argument. */
    public static final String TEMPLATE = "{template}";
    /** The time limit unless configured. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    /** The output limit unless configured, in bytes. */
    public static final int DEFAULT_OUTPUT_LIMIT = 4 * 1024 * 1024;
    /** The largest output limit, in bytes. */
    public static final int LARGEST_OUTPUT_LIMIT = 64 * 1024 * 1024;

    private static final String BUILT_IN = "cfn-nag";
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public InspectorConfig {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inherit = Set.copyOf(inherit);
        require(
                NAME.matcher(name).matches() && !name.equals(BUILT_IN),
                "Expected a name of up to 64 lower-case letters, digits, dots, hyphens and underscores, and not "
                        + BUILT_IN + ", which is the name of the built-in rules, but found '"
                        + PlainText.cut(name, PlainText.LONGEST_NAME) + "'.");
        require(
                !implementation.isBlank()
                        && implementation.equals(PlainText.cut(implementation, PlainText.LONGEST_NAME)),
                "Expected an implementation of 1 to " + PlainText.LONGEST_NAME
                        + " printable characters, but found something else.");
        ChildEnvironment.requireProgram("command", command);
        require(
                command.stream().skip(1).anyMatch(argument -> argument.contains(TEMPLATE)),
                "Expected an argument of the command to contain " + TEMPLATE
                        + ", which stands for the template's file, but none does.");
        require(
                timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "Expected a time limit of more than nothing and at most " + LONGEST_TIMEOUT + ", but found " + timeout
                        + ".");
        require(
                outputLimit > 0 && outputLimit <= LARGEST_OUTPUT_LIMIT,
                "Expected an output limit of 1 to " + LARGEST_OUTPUT_LIMIT + " bytes, but found " + outputLimit + ".");
        ChildEnvironment.requireNames(environment, inherit);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Without the environment, whose values may be secrets. */
    @Override
    public String toString() {
        return "InspectorConfig[" + name + ", " + format.word() + "]";
    }
}

package io.jenkins.plugins.cfnattest.cli;

/** Ends a command with a sentence for the user and an exit code. */
final class CliException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the user gave cannot be used. */
    static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /** What the user gave cannot be used, and the cause says why. */
    static CliException usage(Exception cause) {
        return new CliException(ExitCode.USAGE, cause.getMessage(), cause);
    }

    /** What the user gave cannot be used, in our words, and the cause. */
    static CliException usage(String message, Exception cause) {
        return new CliException(ExitCode.USAGE, message, cause);
    }

    /** What was asked for is refused, whatever the gate would say. */
    static CliException refused(String message, Exception cause) {
        return new CliException(ExitCode.REFUSED, message, cause);
    }

    /** Something outside the user's reach broke. */
    static CliException failure(Exception cause) {
        return new CliException(ExitCode.FAILURE, cause.getMessage(), cause);
    }

    int exitCode() {
        return exitCode;
    }
}

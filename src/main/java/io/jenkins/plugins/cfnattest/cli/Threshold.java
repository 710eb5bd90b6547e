package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import picocli.CommandLine.Option;

/** From when on a scan ends with 1. */
final class Threshold {
    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit with 1 on failing violations (fail, default), also on warnings (warn), or never (none).")
    private Level level;

    @Option(
            names = {"-f", "--fail-on-warnings"},
            description = "The same as --fail-on warn.")
    private boolean failOnWarnings;

    /** What is too much. */
    enum Level {
        FAIL,
        WARN,
        NONE
    }

    private Level level() {
        return level != null ? level : failOnWarnings ? Level.WARN : Level.FAIL;
    }

    /** Whether warnings are too much. */
    boolean warningsFail() throws CliException {
        if (failOnWarnings && level() != Level.WARN) {
            throw CliException.usage("--fail-on-warnings says the same as '--fail-on warn', but '--fail-on "
                    + level.name().toLowerCase(java.util.Locale.ROOT) + "' was given too. Leave one out.");
        }
        return level() == Level.WARN;
    }

    /** Whether this result is too much. */
    boolean fails(ScanResult result) {
        return switch (level()) {
            case FAIL -> result.failureCount() > 0;
            case WARN -> result.failureCount() > 0 || result.warningCount() > 0;
            case NONE -> false;
        };
    }
}

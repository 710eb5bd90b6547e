package io.jenkins.plugins.cfnattest.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command talks. */
final class OutputOptions {
    @Option(
            names = "--output-format",
            paramLabel = "FORMAT",
            description = "text for people (default) or json for programs.")
    private Format format = Format.TEXT;

    @Mixin
    private ColorOption color = new ColorOption();

    /** The shape of the output. */
    enum Format {
        TEXT,
        JSON
    }

    boolean json() {
        return format == Format.JSON;
    }

    Console console() {
        return color.console();
    }
}

package io.jenkins.plugins.cfnattest.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** When there are colours. */
final class ColorOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (default: on a terminal only), always or never.")
    private When when = When.AUTO;

    private enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    Console console() {
        Ansi ansi = switch (when) {
            case AUTO -> Ansi.AUTO;
            case ALWAYS -> Ansi.ON;
            case NEVER -> Ansi.OFF;
        };
        boolean live = when != When.NEVER && System.console() != null;
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), ansi, live);
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who inspects besides the built-in rules. */
final class InspectorOptions {
    @Option(
            names = "--inspector",
            paramLabel = "FILE",
            description = "An external inspector (YAML: name, command, format ...), which inspects too; repeatable.")
    private List<Path> files = new ArrayList<>();

    boolean given() {
        return !files.isEmpty();
    }

    /** The inspectors; what a failing one wrote to standard error goes to ours. */
    ExternalInspectors read(Console console) throws CliException {
        List<InspectorConfig> configs = new ArrayList<>();
        for (Path file : files) {
            configs.add(InspectorFile.read(file));
        }
        try {
            return new ExternalInspectors(configs, System.getenv(), console::say);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }
}

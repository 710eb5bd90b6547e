package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.inspect.external.AnswerFormat;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorConfig;
import io.jenkins.plugins.cfnattest.inspect.external.InspectorVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An external inspector as a YAML file. */
final class InspectorFile {
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "implementation",
            "version",
            "versionCommand",
            "command",
            "format",
            "timeout",
            "outputLimit",
            "environment",
            "inherit");

    private InspectorFile() {}

    static InspectorConfig read(Path file) throws CliException {
        Yaml inspector = Yaml.map(file, "inspector file", "the inspector", MEMBERS);
        List<String> command = inspector.list("command");
        Optional<Duration> timeout = inspector.duration("timeout");
        Optional<Integer> outputLimit = inspector.number("outputLimit");
        Optional<String> implementation = inspector.optional("implementation");
        try {
            return new InspectorConfig(
                    inspector.required("name"),
                    implementation.orElseGet(() -> program(command)),
                    version(inspector),
                    command,
                    format(inspector),
                    timeout.orElse(InspectorConfig.DEFAULT_TIMEOUT),
                    outputLimit.orElse(InspectorConfig.DEFAULT_OUTPUT_LIMIT),
                    inspector.textByName("environment"),
                    inspector.texts("inherit"));
        } catch (IllegalArgumentException e) {
            throw inspector.wrong(e);
        }
    }

    private static String program(List<String> command) {
        String word = command.get(0);
        return word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    }

    private static InspectorVersion version(Yaml inspector) throws CliException {
        Optional<String> version = inspector.optional("version");
        if (version.isPresent() == inspector.has("versionCommand")) {
            throw inspector.wrong("needs either 'version' (a text) or 'versionCommand' (program and arguments)");
        }
        return version.isPresent()
                ? new InspectorVersion.Fixed(version.get())
                : new InspectorVersion.Asked(inspector.list("versionCommand"));
    }

    private static AnswerFormat format(Yaml inspector) throws CliException {
        String word = inspector.required("format");
        Optional<AnswerFormat> format = AnswerFormat.of(word);
        if (format.isEmpty()) {
            throw inspector.wrong(
                    "format", "should be one of " + AnswerFormat.words() + ", but is " + OneLine.quoted(word));
        }
        return format.get();
    }
}

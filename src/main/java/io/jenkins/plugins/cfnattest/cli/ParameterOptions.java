package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.ParameterFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The template's parameters as the user gives them. */
final class ParameterOptions {
    /** The largest parameter file that is read, in bytes. */
    private static final int LIMIT = 1024 * 1024;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A template parameter; repeat it for more. Wins over the file.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--parameters-file",
            paramLabel = "FILE",
            description = "JSON with parameters, as CloudFormation takes it or as a plain object.")
    private Path file;

    Map<String, String> read() throws CliException {
        Map<String, String> all = new TreeMap<>();
        if (file != null) {
            try {
                all.putAll(ParameterFile.read(InputFile.read(file, "parameter file", LIMIT), file.toString()));
            } catch (AttestException e) {
                throw CliException.usage(e);
            }
        }
        all.putAll(parameters);
        return all;
    }
}

package io.jenkins.plugins.cfnattest.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the templates below folders; a file named itself is taken whatever its name. */
final class TemplateFiles {
    /** What cfn_nag takes for templates, without the envelopes that {@code attest} writes beside them. */
    static final String PATTERN = "..*(?<!\\.intoto)\\.json|..*\\.yaml|..*\\.yml|..*\\.template";

    private TemplateFiles() {}

    static List<Path> below(List<Path> paths, String regex) throws CliException {
        Pattern pattern = pattern(regex);
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path, pattern));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw CliException.usage("The path '" + path + "' does not exist. Name a template or a folder.");
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> inFolder(Path folder, Pattern pattern) throws CliException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> pattern.matcher(file.toString()).find())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw CliException.usage(
                    "The folder '" + folder + "' cannot be searched (" + e.getMessage() + "). Check its permissions.",
                    e);
        }
    }

    private static Pattern pattern(String regex) throws CliException {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw CliException.usage(
                    "--template-pattern should be a regular expression, but '" + regex + "' is none: "
                            + e.getDescription() + ".",
                    e);
        }
    }
}

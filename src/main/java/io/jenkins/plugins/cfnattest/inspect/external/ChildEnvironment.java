package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The variables a command gets, and where its program is: nothing comes from our own environment but what the configuration lists. */
final class ChildEnvironment {
    private static final String SEARCH_PATH = "PATH";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> variables;

    /** {@code ours}: the environment to inherit from. A listed variable that is not set there is not set for the command either. */
    ChildEnvironment(InspectorConfig config, Map<String, String> ours) {
        Map<String, String> all = new TreeMap<>(config.environment());
        for (String name : config.inherit()) {
            if (ours.containsKey(name)) {
                all.put(name, ours.get(name));
            }
        }
        this.variables = Map.copyOf(all);
    }

    /** The variables, by name. */
    Map<String, String> variables() {
        return variables;
    }

    /** The program's file: an absolute path as it is, a bare name from the folders of the command's own {@code PATH}. */
    Path program(String word) throws InspectorException {
        if (isAbsolute(word)) {
            return executable(Path.of(word));
        }
        for (String folder : variables.getOrDefault(SEARCH_PATH, "").split(Pattern.quote(File.pathSeparator))) {
            // An empty or relative entry would mean the working folder, where the template is.
            if (isAbsolute(folder)
                    && Files.isExecutable(Path.of(folder, word))
                    && Files.isRegularFile(Path.of(folder, word))) {
                return Path.of(folder, word);
            }
        }
        throw new InspectorException("Expected the program '" + PlainText.name(word)
                + "' in a folder of the PATH that the inspector's configuration gives or inherits, but none has it."
                + " Install it, or name it by its absolute path.");
    }

    private static Path executable(Path file) throws InspectorException {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new InspectorException("Expected a program at the absolute path that the inspector's configuration"
                    + " names, but there is no file that can be executed. Install it, or correct the path.");
        }
        return file;
    }

    /** Refuses a command whose program depends on the working folder. */
    static void requireProgram(String what, List<String> command) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("Expected " + what + " to begin with a program, but it is empty.");
        }
        String word = command.get(0);
        boolean bare = word.indexOf('/') < 0 && word.indexOf('\\') < 0;
        if (!bare && !isAbsolute(word) || word.contains(InspectorConfig.TEMPLATE)) {
            throw new IllegalArgumentException("Expected the program of " + what
                    + " as an absolute path, or as a bare name to be found in PATH, but found '"
                    + PlainText.name(word) + "'.");
        }
        if (command.stream().anyMatch(each -> each.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("Expected " + what + " without NUL characters, but found one.");
        }
    }

    /** Refuses names that no system takes, and a variable that is both given and inherited. */
    static void requireNames(Map<String, String> given, Set<String> inherited) {
        for (String name : inherited) {
            if (given.containsKey(name)) {
                throw new IllegalArgumentException("Expected the variable '" + PlainText.name(name)
                        + "' in 'environment' or in 'inherit', but it is in both.");
            }
            requireName(name);
        }
        given.forEach((name, value) -> {
            requireName(name);
            if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "Expected the value of the variable '" + name + "' without NUL characters, but found one.");
            }
        });
    }

    private static void requireName(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Expected names of variables of letters, digits and underscores, but found '" + PlainText.name(name)
                            + "'.");
        }
    }

    private static boolean isAbsolute(String word) {
        try {
            return !word.isEmpty() && Path.of(word).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

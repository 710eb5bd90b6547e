package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the templates below folders, following links; a file named itself is taken whatever its name. */
final class TemplateFiles {
    /** What cfn_nag takes for templates. */
    static final String PATTERN = "..*\\.json|..*\\.yaml|..*\\.yml|..*\\.template";

    /** How the envelopes end that {@code attest} writes beside templates. */
    private static final String ENVELOPE = ".intoto.json";

    /** The name of standard input. */
    static final Path STDIN = Path.of("-");

    private static final int DEEPEST = 256;

    private TemplateFiles() {}

    /**
     * What was found.
     *
     * @param problems paths in which templates may be that nobody can look at, and a sentence on why
     */
    record Found(List<Path> files, Map<Path, String> problems) {
        Found {
            files = List.copyOf(files);
            problems = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(problems));
        }

        int count() {
            return files.size() + problems.size();
        }
    }

    static Found below(List<Path> paths, String regex) throws CliException {
        Pattern pattern = pattern(regex);
        Set<Path> files = new LinkedHashSet<>();
        Map<Path, String> problems = new LinkedHashMap<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                Walk walk = new Walk(pattern, problems);
                walk.through(path);
                files.addAll(walk.sorted());
            } else if (path.equals(STDIN) || Files.exists(path)) {
                files.add(path);
            } else {
                throw CliException.usage("The path '" + path + "' does not exist. Name a template or a folder.");
            }
        }
        return new Found(List.copyOf(files), problems);
    }

    /** A folder's files. What cannot be looked into is noted, and the walk goes on. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Pattern pattern;
        private final Map<Path, String> problems;
        private final List<Path> files = new ArrayList<>();

        private Walk(Pattern pattern, Map<Path, String> problems) {
            this.pattern = pattern;
            this.problems = problems;
        }

        void through(Path folder) throws CliException {
            try {
                Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, this);
            } catch (IOException e) {
                throw CliException.usage(problem(folder, e), e);
            }
        }

        List<Path> sorted() {
            return files.stream().sorted().toList();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A link that is still a link here leads nowhere, which is a finding about that file.
            boolean isFile = attributes.isRegularFile() || attributes.isSymbolicLink();
            if (isFile && pattern.matcher(file.toString()).find()) {
                if (!isEnvelope(file)) {
                    files.add(file);
                }
            } else if (attributes.isDirectory()) {
                problems.put(file, "The folder '" + file + "' is nested too deeply to be searched. Scan it by itself.");
            }
            return FileVisitResult.CONTINUE;
        }

        /** Told by its content, not by its name alone: a template must not hide under the name of an envelope. */
        private static boolean isEnvelope(Path file) {
            if (!file.toString().endsWith(ENVELOPE)) {
                return false;
            }
            try {
                EnvelopeJson.read(InputFile.read(file, "envelope", EnvelopeJson.LIMIT));
                return true;
            } catch (CliException | EnvelopeException e) {
                // Then it is scanned, which tells what is wrong with it.
                return false;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A link back to a folder above it leads to files that are found anyway.
            if (!(e instanceof FileSystemLoopException)
                    && (Files.isDirectory(file)
                            || pattern.matcher(file.toString()).find())) {
                problems.put(file, problem(file, e));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            if (e != null) {
                problems.put(folder, problem(folder, e));
            }
            return FileVisitResult.CONTINUE;
        }

        private static String problem(Path path, IOException e) {
            return "'" + path + "' cannot be searched for templates ("
                    + e.getClass().getSimpleName() + "). Check that it exists, and its permissions.";
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

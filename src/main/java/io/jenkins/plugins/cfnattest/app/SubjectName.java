package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a template in a statement: a relative, clean path with forward slashes. It becomes part of file names and of messages. */
final class SubjectName {
    private static final int LIMIT = 1024;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private SubjectName() {}

    /** What is wrong with the name, if anything. */
    static Optional<String> problem(String name) {
        return flaw(name)
                .map(flaw -> "The name of a template should be a relative path with forward slashes, such as"
                        + " 'infra/bucket.yaml', but " + OneLine.quoted(name) + " " + flaw + ".");
    }

    private static Optional<String> flaw(String name) {
        if (name.isBlank()) {
            return Optional.of("is empty");
        }
        if (name.length() > LIMIT) {
            return Optional.of("has more than " + LIMIT + " characters");
        }
        if (!name.codePoints().allMatch(OneLine::printable)) {
            return Optional.of("holds characters that cannot be printed");
        }
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            return Optional.of("is absolute");
        }
        if (name.contains("\\")) {
            return Optional.of("holds a backslash");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("holds the segment '" + segment + "'");
            }
        }
        return Optional.empty();
    }
}

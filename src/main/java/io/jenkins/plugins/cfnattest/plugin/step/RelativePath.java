package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path below a folder, written with forward slashes. It names the same file on every system, and by its form alone it cannot leave the
 * folder; symbolic links are another matter, see {@link WorkspaceFile}.
 *
 * @param text the path, without {@code .} segments
 */
record RelativePath(String text) {
    private static final int LONGEST = 512;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    /**
     * Checks what a pipeline gave.
     *
     * @param what the step's parameter, for messages
     */
    static RelativePath of(String what, String given) throws AbortException {
        if (given.isBlank()) {
            throw new AbortException(what + " should be a relative path, but is empty.");
        }
        String found = what + " should be a relative path with forward slashes, but is '" + printable(given) + "': ";
        if (given.length() > LONGEST || given.chars().anyMatch(Character::isISOControl)) {
            throw new AbortException(
                    found + "it is longer than " + LONGEST + " characters or holds control characters.");
        }
        if (given.startsWith("/")
                || given.indexOf('\\') >= 0
                || DRIVE.matcher(given).matches()) {
            throw new AbortException(found + "absolute paths and backslashes are not accepted.");
        }
        List<String> segments = Arrays.stream(given.split("/", -1))
                .filter(segment -> !".".equals(segment))
                .toList();
        if (segments.isEmpty() || segments.stream().anyMatch(segment -> segment.isEmpty() || "..".equals(segment))) {
            throw new AbortException(found + "it has an empty segment or '..'.");
        }
        return new RelativePath(String.join("/", segments));
    }

    private static String printable(String given) {
        return given.chars()
                .limit(LONGEST)
                .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
                .collect(Collectors.joining());
    }
}

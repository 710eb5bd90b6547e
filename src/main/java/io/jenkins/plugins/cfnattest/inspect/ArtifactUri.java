package io.jenkins.plugins.cfnattest.inspect;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address of a file in a report (RFC 3986).
 *
 * @param uri relative to the root of the sources if the file is below it, else absolute
 */
record ArtifactUri(String uri, boolean relative) {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:/");
    private static final String UNRESERVED = "-._~";

    /** The address of a file that was named from {@code folder}. */
    static ArtifactUri of(Path folder, String filename) {
        String name = filename.replace(File.separatorChar, '/');
        boolean absolute = name.startsWith("/") || DRIVE.matcher(name).find();
        return (absolute ? Optional.<List<String>>empty() : below(name))
                .map(ArtifactUri::relative)
                .orElseGet(() -> resolved(folder.toAbsolutePath().normalize(), filename));
    }

    /** Not by {@code Path}: on a machine with an old locale that refuses names which another machine, whose file it is, can have. */
    private static Optional<List<String>> below(String name) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : name.split("/")) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return Optional.of(List.copyOf(segments));
    }

    private static ArtifactUri resolved(Path root, String filename) {
        Path file = root.resolve(filename).normalize();
        if (!file.startsWith(root)) {
            return new ArtifactUri(file.toUri().toString(), false);
        }
        List<String> segments = new ArrayList<>();
        root.relativize(file).forEach(segment -> segments.add(segment.toString()));
        return relative(segments);
    }

    private static ArtifactUri relative(List<String> segments) {
        String uri = segments.stream().map(ArtifactUri::encoded).collect(Collectors.joining("/"));
        return new ArtifactUri(uri.isEmpty() ? "./" : uri, true);
    }

    private static String encoded(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xFF);
            if (letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0)) {
                text.append(letter);
            } else {
                text.append('%').append(hex(octet >> 4)).append(hex(octet));
            }
        }
        return text.toString();
    }

    private static char hex(int number) {
        return Character.toUpperCase(Character.forDigit(number & 0xF, 16));
    }
}

package io.jenkins.plugins.cfnattest.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the words of the command line into values, and says in our words what was expected: picocli's own sentences name Java classes. */
final class Words {
    /** What to do about a file's name that arrives garbled. */
    static final String OTHER_LOCALE =
            "This locale cannot write every character: set one with UTF-8, such as LC_ALL=C.UTF-8.";

    private Words() {}

    static void register(CommandLine commandLine) {
        commandLine
                .registerConverter(Duration.class, new OfDuration())
                .registerConverter(URI.class, new OfUri())
                .registerConverter(Path.class, new OfPath())
                .registerConverter(Integer.class, new OfNumber())
                .registerConverter(int.class, new OfNumber());
    }

    // Classes and no lambdas: class-data sharing of JDK 17 breaks off over a lambda of an interface that it cannot
    // share, and picocli's are compiled for Java 5, which is older than anything it shares.

    private static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String word) {
            return duration(word);
        }
    }

    private static final class OfUri implements ITypeConverter<URI> {
        @Override
        public URI convert(String word) {
            return uri(word);
        }
    }

    private static final class OfPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String word) {
            return path(word);
        }
    }

    private static final class OfNumber implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String word) {
            return number(word);
        }
    }

    private static Duration duration(String word) {
        try {
            Duration duration = Duration.parse(word);
            if (duration.toSeconds() < 1) {
                throw new TypeConversionException("expected at least a second, but found '" + word + "'");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "expected a duration such as P30D (days) or PT12H (hours), but found '" + word + "'");
        }
    }

    private static URI uri(String word) {
        try {
            return new URI(word);
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "expected a URL such as https://attest.example.org, but found '" + word + "'");
        }
    }

    static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("expected a path, but found '" + word + "'. " + OTHER_LOCALE);
        }
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected a whole number, but found '" + word + "'");
        }
    }
}

package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Jenkins to test in: a folder with {@code jenkins.war} and {@code plugins/*.jpi}, named by the property
 * {@code jenkins.dist}.
 */
public record JenkinsDist(Path folder) {
    /** The line that is printed, once a test run, when there is none. */
    public static final String ABSENT =
            "Tests in a real Jenkins are skipped: name one with -Djenkins.dist=DIR (DIR holds jenkins.war and plugins/*.jpi).";

    public JenkinsDist {
        if (!Files.isRegularFile(folder.resolve("jenkins.war"))) {
            throw new IllegalArgumentException(
                    "The property jenkins.dist names a folder that holds jenkins.war, but " + folder + " does not.");
        }
    }

    /** The given Jenkins. A folder that is named but holds none is an error, not a reason to skip. */
    public static Optional<JenkinsDist> given() {
        return property("jenkins.dist").map(JenkinsDist::new);
    }

    /** A path that the build passes to tests; a property that is not set arrives empty. */
    public static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    /** The .hpi under test. */
    public static Path hpi() {
        Path hpi = property("cfnattest.hpi")
                .orElse(Path.of("target/cfn-attestation.hpi").toAbsolutePath());
        if (!Files.isRegularFile(hpi)) {
            throw new IllegalStateException("There is no " + hpi + ": build it first (mvn verify does).");
        }
        return hpi;
    }

    public Path war() {
        return folder.resolve("jenkins.war");
    }

    /** The plugins to install beside ours. */
    public List<Path> plugins() {
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            return files.filter(file -> file.toString().endsWith(".jpi"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

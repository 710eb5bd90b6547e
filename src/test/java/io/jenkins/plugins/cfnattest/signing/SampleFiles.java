package io.jenkins.plugins.cfnattest.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The key files made by OpenSSL. */
final class SampleFiles {
    private SampleFiles() {}

    static String read(String name) {
        try (InputStream file = SampleFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new AssertionError("No test file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

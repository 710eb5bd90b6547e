package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one archived artifact of a build where Jenkins keeps it, as somebody with access to that disk sees it. */
record ArchivedFile(Path path) {
    static ArchivedFile of(Build build) {
        return new ArchivedFile(
                build.folder().resolve("archive").resolve(build.envelopes().get(0)));
    }

    Bytes content() throws IOException {
        return Bytes.of(Files.readAllBytes(path));
    }

    void replace(Bytes content) throws IOException {
        Files.write(path, content.toArray());
    }
}

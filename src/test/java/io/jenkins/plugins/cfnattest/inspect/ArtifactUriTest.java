package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactUriTest {
    private static final Path ROOT = Path.of("/src/project");

    @ParameterizedTest
    @CsvSource({
        "a.yaml, a.yaml",
        "./infra/../a.yaml, a.yaml",
        "infra//b c.yaml, infra/b%20c.yaml",
        "50%#?.json, 50%25%23%3F.json",
        "C:x.yaml, C%3Ax.yaml",
        "Köln.yaml, K%C3%B6ln.yaml",
        "., ./",
        "-, -",
        "/src/project/deep/a.yaml, deep/a.yaml",
        "../project/a.yaml, a.yaml"
    })
    void isRelativeBelowTheRoot(String filename, String uri) {
        assertThat(ArtifactUri.of(ROOT, filename)).isEqualTo(new ArtifactUri(uri, true));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/a b.yaml, file:///etc/a%20b.yaml",
        "../other/a.yaml, file:///src/other/a.yaml",
        "/src/projects/a.yaml, file:///src/projects/a.yaml"
    })
    void isAbsoluteElsewhere(String filename, String uri) {
        assertThat(ArtifactUri.of(ROOT, filename)).isEqualTo(new ArtifactUri(uri, false));
    }

    @Test
    void takesTheWorkingFolderForAnEmptyRoot() {
        String here = Path.of("x.yaml").toAbsolutePath().toString();

        assertThat(ArtifactUri.of(Path.of(""), here)).isEqualTo(new ArtifactUri("x.yaml", true));
    }
}

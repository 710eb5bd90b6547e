package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;

/** Jenkins finds symbols through an index that its own build tool would write; ours is a file and must not lag behind. */
class SymbolIndexTest {
    private static final String INDEX = "/META-INF/services/annotations/org.jenkinsci.Symbol";

    @Test
    void namesExactlyTheAnnotatedClasses() throws IOException, URISyntaxException, ReflectiveOperationException {
        assertThat(index().lines()).containsExactlyInAnyOrderElementsOf(annotated());
    }

    @Test
    void hasUnixLineEnds() throws IOException {
        assertThat(index()).doesNotContain("\r").endsWith("\n");
    }

    private static String index() throws IOException {
        try (InputStream in = SymbolIndexTest.class.getResourceAsStream(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> annotated() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path classes = Path.of(CfnAttestationConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/jenkins/plugins/cfnattest/plugin"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file)
                        .toString()
                        .replace('\\', '/')
                        .replace('/', '.')
                        .replaceAll("\\.class$", "");
                Class<?> type = Class.forName(name, false, SymbolIndexTest.class.getClassLoader());
                if (type.isAnnotationPresent(Symbol.class)) {
                    found.add(name);
                }
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }
}

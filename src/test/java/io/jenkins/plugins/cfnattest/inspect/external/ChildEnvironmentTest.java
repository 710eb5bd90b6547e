package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildEnvironmentTest {
    @TempDir
    private Path folder;

    private Path program;

    @BeforeEach
    void writeAProgram() throws IOException {
        program =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("lint"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void findsABareNameInTheCommandsOwnPath() throws Exception {
        String path = String.join(
                File.pathSeparator,
                folder.toString(),
                "",
                ".",
                program.getParent().toString());

        assertThat(environment(Map.of("PATH", path), Set.of(), Map.of()).program("lint"))
                .isEqualTo(program);
        assertThat(environment(Map.of(), Set.of("PATH"), Map.of("PATH", path)).program("lint"))
                .isEqualTo(program);
    }

    @Test
    void doesNotLookIntoAPathThatWasNotListed() {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> environment(
                                Map.of(),
                                Set.of(),
                                Map.of("PATH", program.getParent().toString()))
                        .program("lint"))
                .withMessageContaining("'lint'");
    }

    @Test
    void takesNoFolderAndNothingThatCannotBeExecuted() throws IOException {
        Files.createDirectories(folder.resolve("bin/sub"));
        Files.writeString(folder.resolve("bin/text"), "no program");
        ChildEnvironment environment =
                environment(Map.of("PATH", program.getParent().toString()), Set.of(), Map.of());

        for (String word : List.of(
                "sub",
                "text",
                folder.resolve("bin/sub").toString(),
                folder.resolve("bin/text").toString())) {
            assertThatExceptionOfType(InspectorException.class).as(word).isThrownBy(() -> environment.program(word));
        }
    }

    @Test
    void takesAnAbsolutePathAsItIs() throws Exception {
        assertThat(environment(Map.of(), Set.of(), Map.of()).program(program.toString()))
                .isEqualTo(program);
    }

    private static ChildEnvironment environment(
            Map<String, String> given, Set<String> inherit, Map<String, String> ours) {
        InspectorConfig plain = Samples.config(List.of("lint", "{template}"));
        return new ChildEnvironment(
                new InspectorConfig(
                        plain.name(),
                        plain.implementation(),
                        plain.version(),
                        plain.command(),
                        plain.format(),
                        plain.timeout(),
                        plain.outputLimit(),
                        given,
                        inherit),
                ours);
    }
}

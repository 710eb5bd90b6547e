package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code openssl} program, run in a folder. */
final class OpenSsl {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** What one run printed, and its exit code. */
    record Run(int exit, String output) {}

    /** Whether a program is here that knows everything the tests ask of it. */
    static boolean isPresent(Path folder) throws InterruptedException {
        try {
            return new OpenSsl(folder).run("version").output().matches("(?s)OpenSSL ([3-9]|\\d\\d).*");
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ended", command).isTrue();
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    /** A run that must end well. */
    String good(String... arguments) throws IOException, InterruptedException {
        Run run = run(arguments);
        assertThat(run.exit()).as("%s: %s", List.of(arguments), run.output()).isZero();
        return run.output();
    }
}

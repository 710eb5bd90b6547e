package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Go's packages for transparent logs look at a record of ours. Needs {@code go} and {@code golang.org/x/mod} as Debian installs them; skipped without. */
class GoTest {
    private static final Path LIBRARY = Path.of("/usr/share/gocode");
    private static final int PATIENCE_SECONDS = 300;
    private static final int SIZE = 600;

    @TempDir
    private Path folder;

    @Test
    void acceptsOurRecordsAndProofsAndNoChangedOnes() throws Exception {
        assumeTrue(Files.isDirectory(LIBRARY.resolve("src/golang.org/x/mod/sumdb/tlog")), "no library of Go's");
        assumeTrue(isPresent(), "no go");
        Path log = Logs.of(folder.resolve("log"), 77);
        Path older = Files.copy(log.resolve("checkpoint"), folder.resolve("older"));
        try (LogWriter writer = LogWriter.open(log, Logs.signer(), new QuickDisk())) {
            Logs.appendUpTo(writer, 77, SIZE);
        }
        Path program = compile();
        List<String> all = new ArrayList<>(
                List.of(program.toString(), log.toString(), Logs.signer().key().toString(), older.toString()));
        LogView view = LogView.open(log, Logs.trusted());
        for (int i = 0; i < SIZE; i += 23) {
            all.add(write("p" + i + ".tlog-proof", view.prove(i).toBytes()).toString());
        }

        assertThat(run(all)).startsWith("ACCEPTED 600 entries, from 77 on, 27 proofs");

        for (String name :
                List.of("checkpoint", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001")) {
            byte[] content = Files.readAllBytes(log.resolve(name));
            Files.write(
                    log.resolve(name),
                    Logs.flipped(Bytes.of(content), content.length / 2).toArray());
            assertThat(run(all)).as(name).startsWith("REFUSED");
            Files.write(log.resolve(name), content);
        }
        write("p0.tlog-proof", view.prove(1).toBytes());
        assertThat(run(all)).startsWith("ACCEPTED");
        write(
                "p0.tlog-proof",
                new TlogProof(Logs.entry(2).toBytes(), 1, view.prove(1).path(), view.note()).toBytes());
        assertThat(run(all)).startsWith("REFUSED");
    }

    private Path write(String name, Bytes content) throws IOException {
        return Files.write(folder.resolve(name), content.toArray());
    }

    private boolean isPresent() throws InterruptedException {
        try {
            return run(List.of("go", "version")).startsWith("go version");
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }

    private Path compile() throws IOException, InterruptedException {
        Path source = folder.resolve("check.go");
        try (InputStream in = GoTest.class.getResourceAsStream("check.go")) {
            Files.copy(in, source);
        }
        Path program = folder.resolve("check");
        assertThat(run(List.of("go", "build", "-o", program.toString(), source.toString())))
                .isEmpty();
        return program;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        LIBRARY.toString(),
                        "GOCACHE",
                        folder.resolve("cache").toString(),
                        "GOFLAGS",
                        "",
                        "CGO_ENABLED",
                        "0"));
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("%s ended", command).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}

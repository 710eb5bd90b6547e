package io.jenkins.plugins.cfnattest.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A deployment that began with a gate's key and a record, and whose process died. */
abstract class WatchFixture extends CloudFixture {
    Path state;
    Path decisions;
    Path record;
    Path vkey;

    @BeforeEach
    void makeKeysAndRecord() throws IOException {
        state = folder.resolve("running.json");
        decisions = folder.resolve("decisions");
        record = folder.resolve("record");
        Cli.keygen(folder, "gate");
        Cli.keygen(folder, "log");
        vkey = Cli.write(folder, "log.vkey", init(record, "log").out());
    }

    Cli.Answer init(Path where, String name) {
        return Cli.run(
                "log", "init", where, "--origin", "example.com/" + name, "--record-key", folder.resolve(name + ".key"));
    }

    Object[] kept() {
        return new Object[] {
            "--gate-key",
            folder.resolve("gate.key"),
            "--decision-dir",
            decisions,
            "--record",
            record,
            "--record-key",
            folder.resolve("log.key")
        };
    }

    Path envelope() throws IOException {
        Path known = folder.resolve("template.intoto.json");
        return Files.exists(known) ? known : Cli.attested(folder, Cli.CLEAN);
    }

    Cli.Answer deploy(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("--state", state));
        arguments.addAll(List.of(more));
        return ask("deploy", envelope(), arguments.toArray());
    }

    Cli.Answer watch(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("watch", state, "--target", target));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    /** As if the process had died right before it could tell CloudFormation: the state is put back when it has ended. */
    void dies(Object... more) throws IOException {
        Path copy = folder.resolve("copy.json");
        cloud.before("ExecuteChangeSet", () -> {
            try {
                Files.copy(state, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        deploy(more);
        Files.move(copy, state);
    }

    List<Path> ends() throws IOException {
        try (Stream<Path> files = Files.list(decisions)) {
            return files.filter(file -> file.toString().endsWith(".deployment.json"))
                    .sorted()
                    .toList();
        }
    }

    /** The end that a command says it kept. */
    Path told(Cli.Answer answer) throws IOException {
        return ends().stream()
                .filter(file -> answer.out().contains(file.toString()))
                .findFirst()
                .orElseThrow();
    }

    String shown() {
        return Cli.run("log", "show", record, "--vkey", vkey).out();
    }

    Cli.Answer verified(Path signed, Object... more) throws IOException {
        Path keys = Cli.write(
                folder,
                "keys.yaml",
                "- name: gate\n  purpose: decision\n  pem: |\n"
                        + Files.readString(folder.resolve("gate.pub")).indent(4));
        List<Object> arguments = new ArrayList<>(List.of("verify", "--trusted-keys", keys, signed));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}

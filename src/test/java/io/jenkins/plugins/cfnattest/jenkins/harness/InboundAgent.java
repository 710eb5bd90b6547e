package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent in a process of its own, with a workspace of its own, which connects over WebSocket. */
public final class InboundAgent implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Path directory;

    private InboundAgent(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Registers an agent of this name and label, starts it and waits until it is there. */
    public static InboundAgent start(JenkinsServer server, String name) {
        JenkinsClient client = server.client();
        Path directory = server.folder().resolve("agent-" + name);
        String secret = client.script("""
                import hudson.slaves.*
                import jenkins.model.Jenkins
                def launcher = new JNLPLauncher()
                launcher.webSocket = true
                def agent = new DumbSlave('%s', '%s', launcher)
                agent.numExecutors = 1
                agent.mode = hudson.model.Node.Mode.EXCLUSIVE
                Jenkins.get().addNode(agent)
                print Jenkins.get().getComputer('%s').jnlpMac
                """.formatted(name, directory, name));
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("agent.jar"), client.file("jnlpJars/agent.jar"));
            Files.writeString(directory.resolve("secret"), secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of(
                "-Xmx256m",
                "-jar",
                "agent.jar",
                "-url",
                client.url().toString(),
                "-secret",
                "@secret",
                "-name",
                name,
                "-webSocket",
                "-noReconnect",
                "-workDir",
                directory.toString());
        Path log = server.folder().resolve("agent-" + name + ".log");
        Process process = Processes.java(arguments, directory, log, Map.of());
        Await.until(
                "agent " + name,
                LIMIT,
                () -> Optional.of(client.json("computer/" + name + "/api/json"))
                        .filter(computer -> !computer.path("offline").asBoolean(true)),
                () -> Processes.tail(log));
        return new InboundAgent(process, directory);
    }

    /** Its file system root. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}

package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of ours that never outlives this one. */
public final class Processes {
    private Processes() {}

    /** Starts this JVM's own {@code java} with these arguments; all output goes to {@code log}. */
    public static Process java(List<String> arguments, Path directory, Path log, Map<String, String> environment) {
        return start(command(arguments), directory, ProcessBuilder.Redirect.to(log.toFile()), environment);
    }

    /** The same after another like it: the output goes to the end of its log. */
    public static Process javaAgain(List<String> arguments, Path directory, Path log, Map<String, String> environment) {
        return start(command(arguments), directory, ProcessBuilder.Redirect.appendTo(log.toFile()), environment);
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    private static Process start(
            List<String> command, Path directory, ProcessBuilder.Redirect log, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectOutput(log).environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "stop " + process.pid()));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and its children, by force if it must be. */
    public static void stop(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends it at once, without any chance to clean up. */
    public static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** The end of a log, for an error message. */
    public static String tail(Path log) {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return "The last lines of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "There is no log " + log + ": " + e;
        }
    }
}

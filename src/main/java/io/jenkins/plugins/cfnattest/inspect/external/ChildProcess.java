package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that is run to its end, within its limits. Nothing that it was seen to start outlives {@link #run}, whichever way that ends. */
final class ChildProcess {
    private static final Duration LOOK = Duration.ofMillis(20);
    /** The last words fit whole into a message, so that what the program says at the very end is seen. */
    private static final int SAID = PlainText.LONGEST_MESSAGE;

    private final Process process;
    private final ProcessTree tree;
    private final OutputDrain output;
    private final OutputDrain errors;
    private final Limits limits;

    /**
     * What a command may use up.
     *
     * @param timeout until it has ended and closed its outputs
     * @param output bytes on standard output, and the same on standard error
     */
    record Limits(Duration timeout, int output) {}

    private ChildProcess(Process process, Limits limits) {
        this.process = process;
        this.limits = limits;
        this.tree = new ProcessTree(process.toHandle());
        this.output = OutputDrain.start(process.getInputStream(), limits.output());
        this.errors = OutputDrain.start(process.getErrorStream(), limits.output());
    }

    /**
     * Runs the command and waits for its end.
     *
     * @throws InspectorException when it does not start, takes too long, or writes too much; it is dead then
     * @throws InterruptedException when this thread is interrupted; it is dead then too
     */
    static ChildProcess run(List<String> command, ChildEnvironment environment, PrivateFolder folder, Limits limits)
            throws InspectorException, InterruptedException {
        ChildProcess child = new ChildProcess(start(command, environment, folder.path()), limits);
        Thread hook = new Thread(() -> child.endWithUs(folder), "external inspector end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            child.await();
            return child;
        } catch (IllegalStateException e) {
            throw new InspectorException("Expected the command to end, but we were told to end first.", e);
        } finally {
            child.tree.kill();
            withdraw(hook);
        }
    }

    private static Process start(List<String> command, ChildEnvironment environment, Path folder)
            throws InspectorException {
        List<String> words = new ArrayList<>(command);
        words.set(0, environment.program(command.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            // The cause names the whole command with its arguments, which may hold secrets.
            throw new InspectorException(
                    "Expected the command to start, but the system refused. Check that the program can be executed here.");
        }
    }

    private void await() throws InspectorException, InterruptedException {
        long deadline = System.nanoTime() + limits.timeout().toNanos();
        CompletableFuture<Void> everything = CompletableFuture.allOf(process.onExit(), output.end(), errors.end());
        boolean ended = false;
        while (!ended) {
            tree.look();
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw tooLong();
            }
            try {
                everything.get(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                ended = true;
            } catch (TimeoutException e) {
                // Not yet: look again.
            } catch (ExecutionException e) {
                throw new InspectorException("Expected to read all that the command writes, but it broke off.", e);
            }
            refuseTooMuch();
        }
    }

    private void refuseTooMuch() throws InspectorException {
        if (output.overLimit() || errors.overLimit()) {
            throw new InspectorException(
                    "Expected at most " + limits.output() + " bytes from the command, but it writes more to standard "
                            + (output.overLimit() ? "output" : "error")
                            + ". Make it say less, or raise its outputLimit.",
                    said());
        }
    }

    private InspectorException tooLong() {
        String found = process.isAlive() ? "it is still running" : "something that it started still holds its output";
        return new InspectorException(
                "Expected the command to end within " + limits.timeout() + ", but " + found
                        + ". Find out what it waits for, or raise its timeout.",
                said());
    }

    private void endWithUs(PrivateFolder folder) {
        tree.kill();
        try {
            folder.close();
        } catch (IOException e) {
            // This process is ending and nobody is left to tell. What stays is in a folder that only this user may
            // enter.
            return;
        }
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are being ended: the hook is running already, and kills what is dead.
        }
    }

    /** As the system gives it; from 128 up it usually means that a signal ended the process. */
    int exitCode() {
        return process.exitValue();
    }

    /** All that it wrote to standard output. */
    InputStream output() {
        return new ByteArrayInputStream(output.content());
    }

    /** The end of what it wrote to standard error, printable. */
    String said() {
        byte[] all = errors.content();
        int from = Math.max(0, all.length - SAID);
        return PlainText.message(new String(all, from, all.length - from, StandardCharsets.UTF_8));
    }
}

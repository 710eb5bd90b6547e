package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Reads one output of a process to its end on a thread of its own, and keeps at most a limit of it. */
final class OutputDrain implements Runnable {
    private static final int CHUNK = 8 * 1024;

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean overLimit;

    private OutputDrain(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    static OutputDrain start(InputStream in, int limit) {
        OutputDrain drain = new OutputDrain(in, limit);
        Thread thread = new Thread(drain, "external inspector output");
        thread.setDaemon(true);
        thread.start();
        return drain;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                keep(chunk, size);
            }
            end.complete(null);
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }

    /** What is too much is read too, but not kept, so that the process is not stuck before it is killed. */
    private synchronized void keep(byte[] chunk, int size) {
        int room = limit - kept.size();
        kept.write(chunk, 0, Math.min(room, size));
        overLimit |= size > room;
    }

    /** Whether there was more than the limit. */
    boolean overLimit() {
        return overLimit;
    }

    /** Completes when the output has ended, exceptionally when it broke off. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** What was read up to now. */
    synchronized byte[] content() {
        return kept.toByteArray();
    }
}

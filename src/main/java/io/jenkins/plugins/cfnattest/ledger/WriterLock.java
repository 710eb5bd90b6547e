package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer at a time. The operating system holds the lock and lets it go when the process ends, however it ends. Readers need none, and never open the file:
 * on POSIX systems closing it anywhere in a process would let go of the process's lock. For the same reason a second writer in this process is found out before
 * it opens it.
 */
final class WriterLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock, or says at once that another has it (BUSY). */
    static WriterLock take(LogFolder log) throws LedgerException {
        try {
            Path folder = log.root().toRealPath();
            if (!HELD_HERE.add(folder)) {
                throw busy(log, "this very process");
            }
            try {
                return new WriterLock(folder, lock(log));
            } catch (IOException | LedgerException e) {
                HELD_HERE.remove(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerException(
                    Kind.UNAVAILABLE,
                    "The record in '" + log.root() + "' cannot be locked for writing ("
                            + e.getClass().getSimpleName() + "). Check that the folder exists, and its permissions.",
                    e);
        }
    }

    private static FileChannel lock(LogFolder log) throws IOException, LedgerException {
        FileChannel channel = FileChannel.open(log.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw busy(log, "another process");
            }
            return channel;
        } catch (IOException | LedgerException e) {
            channel.close();
            throw e;
        }
    }

    private static LedgerException busy(LogFolder log, String who) {
        return new LedgerException(
                Kind.BUSY,
                "A record has one writer at a time, but " + who + " is writing to '" + log.root()
                        + "'. Try again when it has ended.");
    }

    @Override
    public void close() throws LedgerException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException(Kind.UNAVAILABLE, "The lock of '" + folder + "' cannot be let go.", e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}

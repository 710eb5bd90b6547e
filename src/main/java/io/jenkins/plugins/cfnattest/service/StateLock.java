package io.jenkins.plugins.cfnattest.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One service at a time for a folder of what runs: another one would take what still runs for interrupted, and delete its file or take its change set back. The operating
 * system holds the lock and lets it go when the process ends, however it ends.
 */
final class StateLock implements AutoCloseable {
    private static final String FILE = "service.lock";

    /** On POSIX systems closing the file anywhere in a process lets go of the process's lock, so a second one in this process does not even open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private StateLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws ServiceException when another service has it, or it cannot be taken
     */
    static StateLock take(Path folder) throws ServiceException {
        try {
            Path real = folder.toRealPath();
            if (!HELD_HERE.add(real)) {
                throw busy(folder);
            }
            try {
                return new StateLock(real, lock(folder));
            } catch (IOException | ServiceException e) {
                HELD_HERE.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new ServiceException(
                    "Expected a folder for what runs that can be locked, but '" + folder + "' cannot be ("
                            + e.getClass().getSimpleName() + "). Check its permissions, or name another.",
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException, ServiceException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw busy(folder);
        }
        return channel;
    }

    private static ServiceException busy(Path folder) {
        return new ServiceException("Expected a folder of its own for what runs, but another service uses '" + folder
                + "' now. Stop that one first, or name another folder.");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // Another may have it by now.
        }
        try {
            channel.close();
        } catch (IOException e) {
            Defects.log("The lock of '" + folder + "' could not be let go", e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The disk without waiting for it. */
class QuickDisk implements Disk {
    @Override
    public void makeFolder(Path folder, boolean forOwnerOnly) throws IOException {
        Files.createDirectory(folder);
    }

    @Override
    public void write(Path file, Bytes content) throws IOException {
        Files.write(file, content.toArray(), StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        // The tests need not outlive the machine.
    }
}

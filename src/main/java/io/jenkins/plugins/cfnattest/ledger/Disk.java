package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Path;

/** All that the writer ever does to a disk. What {@link #write} wrote and {@link #syncFolder} made known survives the loss of power. */
interface Disk {
    /** Makes a folder in one that exists. */
    void makeFolder(Path folder, boolean forOwnerOnly) throws IOException;

    /** Makes a new file with this content, and waits until it is on the disk. */
    void write(Path file, Bytes content) throws IOException;

    /** Puts a file in the place of another, at once. */
    void replace(Path from, Path to) throws IOException;

    /** Removes a file. */
    void delete(Path file) throws IOException;

    /** Waits until it is on the disk which names stand in the folder. */
    void syncFolder(Path folder) throws IOException;
}

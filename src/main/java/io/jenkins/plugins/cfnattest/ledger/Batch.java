package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** New files that together become part of the log, and are on the disk before the checkpoint that speaks of them. */
final class Batch {
    private final LogFolder log;
    private final Map<Path, Bytes> files = new LinkedHashMap<>();

    Batch(LogFolder log) {
        this.log = log;
    }

    void add(Path file, Bytes content) {
        files.put(file, content);
    }

    /** Writes all, then makes their names and those of their folders known up to the root. */
    void write(Disk disk) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Map.Entry<Path, Bytes> file : files.entrySet()) {
            for (Path folder : foldersOf(file.getKey())) {
                if (!Files.isDirectory(folder)) {
                    disk.makeFolder(folder, folder.equals(log.events()));
                }
                folders.add(folder);
            }
            disk.write(file.getKey(), file.getValue());
        }
        for (Path folder : folders) {
            disk.syncFolder(folder);
        }
    }

    /** From the root down. */
    private List<Path> foldersOf(Path file) {
        List<Path> folders = new ArrayList<>();
        folders.add(log.root());
        Path below = log.root().relativize(file);
        for (int names = 1; names < below.getNameCount(); names++) {
            folders.add(log.root().resolve(below.subpath(0, names)));
        }
        return folders;
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a writer that was stopped has left behind: the unfinished tail of one append, which nobody was told of, and partial tiles that have become full. */
final class Leftovers {
    private final LogFolder log;
    private final long size;

    Leftovers(LogFolder log, long size) {
        this.log = log;
        this.size = size;
    }

    /**
     * The files to remove.
     *
     * @param lastEvents names of the events of the last, partial bundle
     * @throws LedgerException (CONTRADICTED) when more is there than one append can have left: then the checkpoint is an old one, put back over a longer log
     */
    List<Path> find(Set<Path> lastEvents) throws IOException, LedgerException {
        List<Path> leftovers = new ArrayList<>();
        if (Files.exists(log.draft())) {
            leftovers.add(log.draft());
        }
        Set<Long> partialEnds = new TreeSet<>();
        for (Path file : files(log.tiles())) {
            Optional<Tile> tile = Tile.parse(path(log.tiles(), file));
            if (tile.isPresent() && isBeyond(tile.get())) {
                refuseLongerLog(tile.get(), partialEnds);
                leftovers.add(file);
            } else if (tile.isPresent() && isFull(tile.get())) {
                leftovers.add(file);
            }
        }
        for (Path file : lateEvents()) {
            if (!lastEvents.contains(file)) {
                leftovers.add(file);
            }
        }
        return leftovers;
    }

    private boolean isBeyond(Tile tile) {
        return tile.end() > Tile.count(tile.level(), size);
    }

    /** Partial tiles may go when the full one stands there (C2SP tlog-tiles, partial tiles). */
    private boolean isFull(Tile tile) {
        return tile.isPartial() && !isBeyond(tile.full()) && Files.exists(log.tile(tile.full()));
    }

    private void refuseLongerLog(Tile tile, Set<Long> partialEnds) throws LedgerException {
        if (tile.level() > 0) {
            return; // Says nothing that the entries below do not say.
        }
        if (tile.isPartial()) {
            partialEnds.add(tile.end());
        }
        if (partialEnds.size() > 1 || tile.end() > size + LogWriter.LARGEST_BATCH) {
            throw new LedgerException(
                    Kind.CONTRADICTED,
                    "The checkpoint in '" + log.root() + "' says " + size + " entries, but the folder holds at least "
                            + tile.end() + ", more than one stopped writer can have left. An older checkpoint was put"
                            + " over a longer log; restore the newest one.");
        }
    }

    /** The documents beside the last bundle and beyond. What stands beside the others is not even looked at: there may be a great many. */
    private List<Path> lateEvents() throws IOException {
        List<Path> late = new ArrayList<>();
        if (Files.isDirectory(log.events())) {
            Files.walkFileTree(log.events(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    OptionalLong bundle = bundle(folder);
                    return bundle.isPresent() && bundle.getAsLong() < size / Tile.FULL
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && bundle(file.getParent()).isPresent()) {
                        late.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return late;
    }

    private OptionalLong bundle(Path folder) {
        return Tile.parseNumber(path(log.events(), folder));
    }

    private static String path(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

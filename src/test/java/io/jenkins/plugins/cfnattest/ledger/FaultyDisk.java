package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk that stops for good after so much work: a piece of a file and every other act count one. It can also forget what no folder was asked to keep, as a disk
 * does that loses its power.
 */
final class FaultyDisk implements Disk {
    private final Disk real = new QuickDisk();
    private final int pieces;
    private final boolean forgetful;
    private final List<Act> unkept = new ArrayList<>();
    private int left;

    /** {@code pieces}: a file is written in at most so many pieces, each of which counts one. */
    FaultyDisk(int left, int pieces, boolean forgetful) {
        this.left = left;
        this.pieces = pieces;
        this.forgetful = forgetful;
    }

    /** How a name in a folder came to be, and how it is undone. */
    private record Act(Path folder, Undo undo) {}

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    /** It stopped. */
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether it has stopped. */
    boolean hasStopped() {
        return left <= 0;
    }

    @Override
    public void makeFolder(Path folder, boolean forOwnerOnly) throws IOException {
        spend(1);
        real.makeFolder(folder, forOwnerOnly);
        did(folder, () -> deleteTree(folder));
    }

    @Override
    public void write(Path file, Bytes content) throws IOException {
        int cost = Math.min(pieces, content.size());
        if (left <= cost) {
            int length = (int) ((long) content.size() * Math.max(0, left - 1) / cost);
            Bytes begin = Bytes.of(Arrays.copyOf(content.toArray(), length));
            boolean begun = left > 0;
            left = 0;
            if (begun) {
                real.write(file, begin);
                did(file, () -> Files.deleteIfExists(file));
            }
            throw new Stopped();
        }
        spend(cost);
        real.write(file, content);
        did(file, () -> Files.deleteIfExists(file));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        spend(1);
        byte[] moved = Files.readAllBytes(from);
        byte[] old = Files.exists(to) ? Files.readAllBytes(to) : null;
        real.replace(from, to);
        did(to, () -> {
            Files.write(from, moved);
            if (old == null) {
                Files.deleteIfExists(to);
            } else {
                Files.write(to, old);
            }
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        spend(1);
        byte[] content = Files.readAllBytes(file);
        real.delete(file);
        did(file, () -> Files.write(file, content));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        spend(1);
        real.syncFolder(folder);
        unkept.removeIf(act -> act.folder().equals(folder));
    }

    /** The loss of power: what no folder keeps is undone, the latest first. */
    void loseUnkept() throws IOException {
        Collections.reverse(unkept);
        for (Act act : unkept) {
            // What stood in a folder that is gone is gone with it.
            if (Files.isDirectory(act.folder())) {
                act.undo().run();
            }
        }
        unkept.clear();
    }

    private void did(Path name, Undo undo) {
        if (forgetful) {
            unkept.add(new Act(name.getParent(), undo));
        }
    }

    private void spend(int work) throws Stopped {
        left -= work;
        if (left <= 0) {
            left = 0;
            throw new Stopped();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

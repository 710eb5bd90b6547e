package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one writer of a record. What {@link #append} has answered is on the disk and signed; what it has not answered is gone when the record is opened again. It
 * signs only what continues the last signed checkpoint. Safe for use by several threads.
 */
public final class LogWriter implements AutoCloseable {
    /** Entries that can be appended at once. */
    public static final int LARGEST_BATCH = 256;

    private final LogFolder log;
    private final LogSigner signer;
    private final Disk disk;
    private final WriterLock lock;
    private final Object turn = new Object();
    /** Absent after a failure: then the folder is looked at anew. */
    private Optional<LogState> state = Optional.empty();

    private LogWriter(LogFolder log, LogSigner signer, Disk disk, WriterLock lock) {
        this.log = log;
        this.signer = signer;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * An entry to append, and the document beside it.
     *
     * @param entry the entry
     * @param event the document whose digest it names, or nothing
     */
    public record Item(Entry entry, Optional<EventDocument> event) {
        public Item {
            if (!entry.event().equals(event.map(EventDocument::digest))) {
                throw new IllegalArgumentException("The entry and its event document do not belong together.");
            }
            if (event.isPresent() && event.get().toBytes().size() > EventDocument.LIMIT) {
                throw new IllegalArgumentException(
                        "An event document has at most " + EventDocument.LIMIT + " bytes, but this has more.");
            }
        }

        /** An entry with its document, as of now. */
        public static Item of(
                Entry.Type type,
                Instant now,
                Optional<Digest> statement,
                Optional<Digest> envelope,
                EventDocument event) {
            Instant time = now.truncatedTo(ChronoUnit.SECONDS);
            return new Item(
                    new Entry(type, time, statement, envelope, Optional.of(event.digest())), Optional.of(event));
        }
    }

    /**
     * What was appended.
     *
     * @param first the index of the first entry
     * @param count how many there are
     * @param checkpoint the signed head over them
     */
    public record Receipt(long first, int count, SignedNote checkpoint) {}

    /**
     * Makes an empty record in a folder that is new or empty.
     *
     * @throws LedgerException when something stands there already, or it cannot be written
     */
    public static void create(Path folder, LogSigner signer) throws LedgerException {
        create(folder, signer, new RealDisk());
    }

    static void create(Path folder, LogSigner signer, Disk disk) throws LedgerException {
        LogFolder log = new LogFolder(folder.toAbsolutePath().normalize());
        try {
            Files.createDirectories(log.root());
        } catch (IOException e) {
            throw unwritable(log, e);
        }
        try (WriterLock lock = WriterLock.take(log)) {
            refuseOccupied(log);
            new LogWriter(log, signer, disk, lock).publish(new Frontier());
        } catch (IOException e) {
            throw unwritable(log, e);
        }
    }

    /** What a stopped {@code create} left is no obstacle. */
    private static void refuseOccupied(LogFolder log) throws IOException, LedgerException {
        Set<Path> harmless = Set.of(log.lock(), log.draft());
        try (Stream<Path> files = Files.list(log.root())) {
            if (!files.allMatch(harmless::contains)) {
                throw new LedgerException(
                        Kind.UNAVAILABLE,
                        "A new record needs an empty folder, but '" + log.root()
                                + "' holds something. Name another folder; a record is never made anew.");
            }
        }
        Files.deleteIfExists(log.draft());
    }

    /**
     * Opens a record for writing, and removes what a stopped writer left.
     *
     * @throws LedgerException BUSY when another writes, UNTRUSTED when it is not this signer's log, CONTRADICTED when the folder does not fit its checkpoint
     */
    public static LogWriter open(Path folder, LogSigner signer) throws LedgerException {
        return open(folder, signer, new RealDisk());
    }

    static LogWriter open(Path folder, LogSigner signer, Disk disk) throws LedgerException {
        LogFolder log = new LogFolder(folder.toAbsolutePath().normalize());
        log.note(); // Before a lock file is made in a folder that holds no record.
        LogWriter writer = new LogWriter(log, signer, disk, WriterLock.take(log));
        try {
            writer.state();
            return writer;
        } catch (LedgerException e) {
            writer.close();
            throw e;
        }
    }

    /** The record as of now. */
    public LogView view() throws LedgerException {
        return LogView.open(log.root(), TrustedLogs.only(signer.key()));
    }

    /**
     * Appends entries, all or none.
     *
     * @throws LedgerException when they could not be made to last; then whoever needs them recorded refuses
     */
    public Receipt append(List<Item> items) throws LedgerException {
        synchronized (turn) {
            return appended(items);
        }
    }

    private Receipt appended(List<Item> items) throws LedgerException {
        if (items.isEmpty() || items.size() > LARGEST_BATCH) {
            throw new IllegalArgumentException("From 1 to " + LARGEST_BATCH
                    + " entries are appended at once, but these are " + items.size() + ".");
        }
        LogState before = state();
        state = Optional.empty();
        Frontier frontier = before.frontier().copy();
        List<Bytes> bundle = new ArrayList<>(before.lastEntries());
        Batch batch = new Batch(log);
        Map<Tile, Bytes> tiles = new LinkedHashMap<>();
        for (Item item : items) {
            long index = frontier.size();
            item.event().ifPresent(event -> addEvent(batch, index, event));
            Bytes entry = item.entry().toBytes();
            bundle.add(entry);
            frontier.add(Hash.ofLeaf(entry)).forEach((tile, hashes) -> tiles.put(tile, Hash.join(hashes)));
            if (bundle.size() == Tile.FULL) {
                tiles.put(Tile.in(frontier.size(), Tile.ENTRIES, index / Tile.FULL), Bundle.write(bundle));
                bundle.clear();
            }
        }
        if (!bundle.isEmpty()) {
            tiles.put(Tile.in(frontier.size(), Tile.ENTRIES, frontier.size() / Tile.FULL), Bundle.write(bundle));
        }
        frontier.partials().forEach((tile, hashes) -> {
            // A partial tile of a higher level that did not grow stands there already.
            if (tile.end() > Tile.count(tile.level(), before.frontier().size())) {
                tiles.put(tile, Hash.join(hashes));
            }
        });
        tiles.forEach((tile, content) -> batch.add(log.tile(tile), content));
        try {
            batch.write(disk);
            SignedNote note = publish(frontier);
            state = Optional.of(new LogState(frontier, bundle));
            return new Receipt(before.frontier().size(), items.size(), note);
        } catch (IOException e) {
            throw unwritable(log, e);
        }
    }

    /** One that stands there already is that of an entry: all others were removed. So an append that went well but could not say so can be repeated. */
    private void addEvent(Batch batch, long index, EventDocument event) {
        Path file = log.event(index, event.digest());
        if (!Files.exists(file)) {
            batch.add(file, event.toBytes());
        }
    }

    /** Removes a document beside the log. */
    void removeEvent(long index, Entry entry) throws LedgerException {
        try {
            Path file = log.event(index, entry.event().orElseThrow());
            if (Files.exists(file)) {
                disk.delete(file);
                disk.syncFolder(file.getParent());
            }
        } catch (IOException e) {
            throw unwritable(log, e);
        }
    }

    private LogState state() throws LedgerException {
        if (state.isEmpty()) {
            // First all is compared with what was signed, and only then anything removed.
            LogState now = LogState.read(log, TrustedLogs.only(signer.key()));
            try {
                for (Path file : new Leftovers(log, now.frontier().size()).find(lastEvents(now))) {
                    disk.delete(file);
                }
            } catch (IOException e) {
                throw unwritable(log, e);
            }
            state = Optional.of(now);
        }
        return state.get();
    }

    private Set<Path> lastEvents(LogState now) throws LedgerException {
        Set<Path> events = new HashSet<>();
        for (Bytes entry : now.lastEntries()) {
            Entry.parse(entry)
                    .event()
                    .ifPresent(digest -> events.add(log.event(now.frontier().size(), digest)));
        }
        return events;
    }

    /** Signs the head and puts it in the place of the last one, which makes it count. */
    private SignedNote publish(Frontier frontier) throws IOException, LedgerException {
        SignedNote note;
        try {
            note = signer.sign(new Checkpoint(signer.key().name(), frontier.size(), frontier.root()));
        } catch (KeyException e) {
            throw new LedgerException(
                    Kind.UNAVAILABLE, "The record's checkpoint could not be signed: " + e.getMessage(), e);
        }
        disk.write(log.draft(), note.toBytes());
        disk.replace(log.draft(), log.checkpoint());
        disk.syncFolder(log.root());
        return note;
    }

    private static LedgerException unwritable(LogFolder log, IOException cause) {
        return new LedgerException(
                Kind.UNAVAILABLE,
                "The record in '" + log.root() + "' cannot be written ("
                        + cause.getClass().getSimpleName() + "). Check its permissions and the disk's space.",
                cause);
    }

    @Override
    public void close() throws LedgerException {
        synchronized (turn) {
            lock.close();
        }
    }
}

package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Logs to test with, the same in every run. */
final class Logs {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final String ORIGIN = "example.com/record";

    private Logs() {}

    static LogSigner signer() {
        return signer(ORIGIN, 1);
    }

    static LogSigner signer(String origin, int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        try {
            return new LogSigner(origin, SigningKey.ofEd25519Seed(Bytes.of(seed)));
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    static TrustedLogs trusted() {
        return TrustedLogs.only(signer().key());
    }

    static Path empty(Path folder) throws LedgerException {
        LogWriter.create(folder, signer(), new QuickDisk());
        return folder;
    }

    /** A log of this many entries. */
    static Path of(Path folder, int size) throws LedgerException {
        empty(folder);
        try (LogWriter writer = LogWriter.open(folder, signer(), new QuickDisk())) {
            appendUpTo(writer, 0, size);
        }
        return folder;
    }

    static void appendUpTo(LogWriter writer, int from, int to) throws LedgerException {
        for (int at = from; at < to; at += LogWriter.LARGEST_BATCH) {
            writer.append(items(at, Math.min(to, at + LogWriter.LARGEST_BATCH)));
        }
    }

    static void append(Path folder, List<LogWriter.Item> items) throws LedgerException {
        try (LogWriter writer = LogWriter.open(folder, signer(), new QuickDisk())) {
            writer.append(items);
        }
    }

    static int prune(Path folder, Instant before) throws LedgerException {
        try (LogWriter writer = LogWriter.open(folder, signer(), new QuickDisk())) {
            return LogPruning.prune(writer, before, NOW.plusSeconds(5000), new SecureRandom());
        }
    }

    /** Makes the folder hold just these files. */
    static void putBack(Path folder, Map<String, Bytes> files) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
            for (Map.Entry<String, Bytes> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<LogWriter.Item> items(int from, int to) {
        List<LogWriter.Item> items = new ArrayList<>();
        for (int i = from; i < to; i++) {
            items.add(item(i));
        }
        return items;
    }

    /** An attestation with nothing beside it. */
    static LogWriter.Item item(int number) {
        return new LogWriter.Item(entry(number), Optional.empty());
    }

    static Entry entry(int number) {
        return new Entry(
                Entry.Type.ATTESTATION,
                NOW.plusSeconds(number),
                Optional.of(digest(number)),
                Optional.empty(),
                Optional.empty());
    }

    static Digest digest(int number) {
        return Digest.of(Bytes.utf8("number " + Integer.toString(number)));
    }

    /** An entry with a document. */
    static LogWriter.Item withEvent(Entry.Type type, Instant time, Map<String, String> facts) {
        return LogWriter.Item.of(type, time, Optional.empty(), Optional.empty(), document(facts));
    }

    static EventDocument document(Map<String, String> facts) {
        return new EventDocument("ab".repeat(32), new TreeMap<>(facts));
    }

    static DecisionEvent deployment(String stack, int inspected) {
        return new DecisionEvent(
                DecisionEvent.Action.DEPLOY,
                true,
                stack,
                "team/job",
                Optional.of(new DecisionEvent.Proof(digest(inspected), digest(-1), NOW.plusSeconds(inspected))),
                List.of());
    }

    static LogWriter.Item decision(DecisionEvent event, int second) {
        return withEvent(Entry.Type.DECISION, NOW.plusSeconds(second), event.facts());
    }

    /** All files below the folder, by path, but for the lock. */
    static Map<String, Bytes> files(Path folder) {
        Map<String, Bytes> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Bytes.of(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.remove("lock");
        return files;
    }

    static Bytes flipped(Bytes content, int at) {
        byte[] changed = content.toArray();
        changed[at] ^= 1;
        return Bytes.of(changed);
    }
}

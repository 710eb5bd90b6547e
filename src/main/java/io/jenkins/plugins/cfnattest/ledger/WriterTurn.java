package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.file.Path;
import java.time.Duration;

/** Opens a record for writing when its one writer has ended: waits in short pauses, and not for ever. Nobody queues; who asks at the right moment is next. */
public final class WriterTurn {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Pause pause;

    /** One that waits in this way. */
    public WriterTurn(Pause pause) {
        this.pause = pause;
    }

    /** One that really waits. */
    public WriterTurn() {
        this(duration -> Thread.sleep(duration.toMillis()));
    }

    /** Waits; tests do not. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Opens the record.
     *
     * @throws LedgerException BUSY when others were writing all the time, or the thread was stopped while it waited; else as {@link LogWriter#open}
     */
    public LogWriter open(Path folder, LogSigner signer) throws LedgerException {
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                return LogWriter.open(folder, signer);
            } catch (LedgerException e) {
                if (e.kind() != Kind.BUSY) {
                    throw e;
                }
                if (waited.compareTo(LIMIT) >= 0) {
                    throw new LedgerException(
                            Kind.BUSY, e.getMessage() + " This has waited " + LIMIT.toSeconds() + " seconds.", e);
                }
            }
            rest(folder);
            waited = waited.plus(PAUSE);
        }
    }

    private void rest(Path folder) throws LedgerException {
        try {
            pause.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(
                    Kind.BUSY,
                    "This was stopped while it waited until another has written to the record in '" + folder + "'.",
                    e);
        }
    }
}

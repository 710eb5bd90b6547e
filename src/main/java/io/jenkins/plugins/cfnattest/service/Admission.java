package io.jenkins.plugins.cfnattest.service;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in as many requests as there is room for, and works on a few of them at a time. A request takes its place before its body is read, so bodies fill no more
 * memory than there are places.
 */
final class Admission {
    private static final String RETRY_AFTER = "5";

    private final Semaphore room;
    private final Semaphore work;
    private final Duration turn;

    Admission(ServiceLimits limits) {
        this.room = new Semaphore(limits.working() + limits.waiting());
        this.work = new Semaphore(limits.working(), true);
        this.turn = limits.turn();
    }

    /** A place in the room, given back by {@link #close()}. For one thread. */
    final class Place implements AutoCloseable {
        private boolean working;

        private Place() {}

        /**
         * Waits until it is this request's turn.
         *
         * @throws ProblemException (OVERLOADED) when it does not come soon enough
         */
        void takeTurn() throws ProblemException, InterruptedException {
            working = work.tryAcquire(turn.toMillis(), TimeUnit.MILLISECONDS);
            if (!working) {
                throw overloaded();
            }
        }

        @Override
        public void close() {
            if (working) {
                work.release();
            }
            room.release();
        }
    }

    /**
     * Takes a place.
     *
     * @throws ProblemException (OVERLOADED) when there is none
     */
    Place enter() throws ProblemException {
        if (!room.tryAcquire()) {
            throw overloaded();
        }
        return new Place();
    }

    private static ProblemException overloaded() {
        return new Problem(
                        ProblemType.OVERLOADED,
                        "More requests came at once than the service takes. Nothing was done; try again later.")
                .with("Retry-After", RETRY_AFTER)
                .thrown();
    }
}

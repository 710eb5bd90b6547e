package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.ApprovalWire;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All deployments the service knows of. For any thread. */
final class DeploymentDesk implements AutoCloseable {
    private static final int ID_BYTES = 16;
    private static final long SWEEP = 60;

    private final DeploymentConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final DeploymentStore store;
    private final StateLock lock;
    private final DeploymentOrders orders;
    private final DeploymentApprovals approvals;

    /** Oldest first. */
    private final Map<String, DeploymentRun> runs = new LinkedHashMap<>();

    private final List<DeploymentStore.Stored> interrupted;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(DeploymentDesk::daemon);
    private boolean closed;

    /** With what had not ended when the service did. */
    DeploymentDesk(DeploymentConfig config, Clock clock) throws ServiceException {
        this.config = config;
        this.clock = clock;
        this.store = new DeploymentStore(config.state());
        this.orders = new DeploymentOrders(config);
        this.approvals = new DeploymentApprovals(config, clock, this::waiting);
        this.lock = StateLock.take(config.state());
        this.interrupted = interrupted();
        for (DeploymentStore.Stored stored : interrupted) {
            runs.put(stored.facts().id(), new DeploymentRun(stored.facts(), Optional.empty(), store));
        }
    }

    private List<DeploymentStore.Stored> interrupted() throws ServiceException {
        try {
            return store.all();
        } catch (ServiceException e) {
            lock.close();
            throw e;
        }
    }

    /** Goes on with what had not ended: what was executed is watched again, the rest is to be asked for again. */
    synchronized void open() {
        interrupted.forEach(this::resume);
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP, SWEEP, TimeUnit.SECONDS);
    }

    private void resume(DeploymentStore.Stored stored) {
        DeploymentRun run = runs.get(stored.facts().id());
        if (stored.executing().isEmpty()) {
            String message = stored.awaitsApproval()
                    ? "The service was restarted while this waited for an approval. What it needs was in memory only: ask again."
                    : "The service was restarted before anything was executed: ask again. A change set that was being made may be left behind unexecuted.";
            over(run, DeploymentResult.INTERRUPTED, message, false);
            return;
        }
        Optional<Target> target = config.target(stored.facts().target());
        run.resume();
        if (target.isEmpty()) {
            over(
                    run,
                    DeploymentResult.UNKNOWN,
                    "The service was restarted, and this target is not configured any more. Look at the stack in CloudFormation.",
                    true);
            return;
        }
        run.start(() -> new DeploymentWorker(config, run, clock)
                .watch(stored.executing().get(), orders.again(stored.facts(), target.get())));
    }

    private void over(DeploymentRun run, DeploymentResult result, String message, boolean keepFile) {
        run.over(new DeploymentProgress.End(result, message, Optional.empty(), clock.instant()), keepFile);
    }

    /**
     * Begins a deployment.
     *
     * @throws ProblemException (UNPROCESSABLE, NO_KEY) when it cannot be what is wanted; (OVERLOADED) when there are too many
     */
    DeploymentRun begin(DeployWire.Wanted wanted, String caller) throws ProblemException {
        DeploymentRun.Work work = orders.work(wanted, caller);
        DeploymentFacts facts = new DeploymentFacts(
                HexFormat.of().formatHex(bytes()),
                caller,
                wanted.target(),
                wanted.stack(),
                work.order().request().region(),
                DeploymentFacts.action(wanted.mode()),
                wanted.onAbort(),
                clock.instant());
        DeploymentRun run = new DeploymentRun(facts, Optional.of(work), store);
        take(run);
        start(run, Optional.empty());
        return run;
    }

    private byte[] bytes() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return id;
    }

    private synchronized void take(DeploymentRun run) throws ProblemException {
        sweep();
        long open = runs.values().stream()
                .filter(one -> one.state() != DeploymentState.ENDED)
                .count();
        if (closed || open >= config.limits().open()) {
            throw new Problem(
                            ProblemType.OVERLOADED,
                            "More deployments are open than the service takes. Nothing was done; try again later.")
                    .with("Retry-After", "30")
                    .thrown();
        }
        try {
            run.store(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runs.put(run.facts().id(), run);
    }

    private void start(DeploymentRun run, Optional<BreakGlass> approval) {
        run.start(() -> new DeploymentWorker(config, run, clock).deploy(approval, approvals));
    }

    /** The deployment of this id, if it is known. */
    synchronized Optional<DeploymentRun> find(String id) {
        sweep();
        return Optional.ofNullable(runs.get(id));
    }

    /** Stops it; false when it is over. */
    boolean stop(DeploymentRun run) {
        if (approvals.stop(run)) {
            return true;
        }
        if (run.state() == DeploymentState.ENDED) {
            return false;
        }
        run.stop();
        return true;
    }

    /** Takes an answer to a refusal, and goes on if it was let pass. */
    void answer(DeploymentRun run, String approver, ApprovalWire.Answer answer) throws ProblemException {
        Optional<BreakGlass> approval = approvals.answer(run, approver, answer);
        if (approval.isPresent()) {
            start(run, approval);
        }
    }

    private synchronized int waiting() {
        return (int) runs.values().stream()
                .filter(run -> run.state() == DeploymentState.AWAITING_APPROVAL)
                .count();
    }

    /** Ends what waited too long, and forgets what ended long ago. */
    synchronized void sweep() {
        runs.values().forEach(approvals::expire);
        Instant oldest = clock.instant().minus(config.limits().keep());
        List<DeploymentRun> ended = runs.values().stream()
                .filter(run -> run.state() == DeploymentState.ENDED)
                .toList();
        int surplus = ended.size() - config.limits().kept();
        for (int i = 0; i < ended.size(); i++) {
            Instant at = ended.get(i).progress().snapshot().end().orElseThrow().at();
            if (i < surplus || at.isBefore(oldest)) {
                runs.remove(ended.get(i).facts().id());
            }
        }
    }

    private static Thread daemon(Runnable doing) {
        Thread thread = new Thread(doing, "deployments");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes no more; takes back what is not executed yet, and leaves the rest to whoever starts the service again. */
    @Override
    public void close() {
        List<Thread> working = new ArrayList<>();
        synchronized (this) {
            closed = true;
            sweeper.shutdownNow();
            runs.values().forEach(run -> run.close().ifPresent(working::add));
        }
        long end = System.nanoTime() + config.limits().stop().toNanos();
        try {
            for (Thread thread : working) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }
}

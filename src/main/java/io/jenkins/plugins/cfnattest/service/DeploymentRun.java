package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.util.Optional;

/** One deployment: what it is known by, what happened, and who works on it. What it needs to go on, secrets among it, is in memory only and let go at its end. */
final class DeploymentRun {
    private final DeploymentFacts facts;
    private final DeploymentProgress progress = new DeploymentProgress();
    private final DeploymentStore store;

    private Optional<Work> work;
    private Optional<Thread> worker = Optional.empty();
    private Optional<Bytes> ended = Optional.empty();
    private boolean executing;
    private boolean stopped;
    private boolean closing;

    DeploymentRun(DeploymentFacts facts, Optional<Work> work, DeploymentStore store) {
        this.facts = facts;
        this.work = work;
        this.store = store;
    }

    /**
     * What is to be done.
     *
     * @param envelope the attestation as it was sent
     * @param order the deployment with its secrets
     * @param wish asks that a refusal is let pass
     */
    record Work(Bytes envelope, DeployGated.Order order, Optional<BreakGlassWish> wish) {
        @Override
        public String toString() {
            return "Work[" + order + "]";
        }
    }

    DeploymentFacts facts() {
        return facts;
    }

    DeploymentProgress progress() {
        return progress;
    }

    /** As JSON. */
    synchronized Bytes json() {
        return ended.orElseGet(() -> DeploymentView.json(facts, progress.snapshot()));
    }

    DeploymentState state() {
        return progress.snapshot().state();
    }

    synchronized Work work() {
        return work.orElseThrow(() -> new IllegalStateException("What has ended does not go on."));
    }

    /** Works on it in a thread of its own. */
    synchronized void start(Runnable doing) {
        Thread thread = new Thread(doing, "deployment " + facts.id().substring(0, 8));
        thread.setDaemon(true);
        worker = Optional.of(thread);
        thread.start();
        if (stopped) {
            thread.interrupt();
        }
    }

    /** The thread is done with what can be interrupted. Returns whether somebody stopped it. */
    synchronized boolean leave() {
        worker = Optional.empty();
        Thread.interrupted();
        return stopped;
    }

    /** Stores what is going to be executed; from now on only its end, or whoever began it, stops it. */
    synchronized void executing(DeploymentStore.Executing what) throws DeploymentException {
        if (closing) {
            throw new DeploymentException("The service ends, so nothing is executed. Ask again when it runs.");
        }
        try {
            store.write(new DeploymentStore.Stored(facts, false, Optional.of(what)));
        } catch (IOException e) {
            throw new DeploymentException(
                    "What is going to be executed could not be stored, so it is not. " + e.getMessage(), e);
        }
        executing = true;
    }

    /** Another process of the service began to execute it. */
    synchronized void resume() {
        executing = true;
    }

    synchronized boolean isExecuting() {
        return executing;
    }

    /** Interrupts it, once. */
    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            progress.stopping();
            worker.ifPresent(Thread::interrupt);
        }
    }

    /** The service ends: what is not executed yet is taken back, what is goes on and is watched again later. Returns whom to wait for. */
    synchronized Optional<Thread> close() {
        closing = true;
        if (executing) {
            return Optional.empty();
        }
        worker.ifPresent(Thread::interrupt);
        return worker;
    }

    /** Whether it may still be asked for an approval: nobody stopped it meanwhile. */
    synchronized boolean goesOn() {
        return !stopped && !closing;
    }

    /**
     * It has ended: what it needed, secrets among it, is let go.
     *
     * @param keepFile whether its end is not known, so that it is looked at when the service starts again; so is whatever the service's own end stopped
     */
    synchronized void over(DeploymentProgress.End end, boolean keepFile) {
        work = Optional.empty();
        if (!keepFile && !closing) {
            forget();
        }
        progress.over(end);
        ended = Optional.of(json());
        // Decisions hold templates, and many ended deployments are kept.
        progress.letGo();
    }

    private void forget() {
        try {
            store.delete(facts.id());
        } catch (IOException e) {
            Defects.log("The file of the ended deployment " + facts.id() + " could not be deleted", e);
        }
    }

    /** Stores where it stands, without anything being executed. */
    synchronized void store(boolean awaitsApproval) throws IOException {
        store.write(new DeploymentStore.Stored(facts, awaitsApproval, Optional.empty()));
    }
}

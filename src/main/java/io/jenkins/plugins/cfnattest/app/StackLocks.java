package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One deployment of a stack at a time within this process; whoever comes first goes first. CloudFormation itself keeps other processes out. */
final class StackLocks {
    /** Those of this process: deployments know nothing of each other but the stack. */
    static final StackLocks SHARED = new StackLocks();

    private final Map<String, Turn> turns = new HashMap<>();

    /** A stack's lock and how many hold it or wait for it: without any it is forgotten. */
    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int users;
    }

    /** What is done while the stack is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws DeploymentException, InterruptedException;
    }

    /** Does the work when nobody else deploys this stack; says so once if it has to wait for that. */
    <T> T during(String stackArn, DeploymentListener listener, Work<T> work)
            throws DeploymentException, InterruptedException {
        Turn turn = join(stackArn);
        try {
            // With a time, and be it zero, nobody is overtaken.
            if (!turn.free.tryAcquire(0, TimeUnit.SECONDS)) {
                listener.step("This waits for another deployment of " + stackArn + " to end.");
                turn.free.acquire();
            }
            try {
                return work.run();
            } finally {
                turn.free.release();
            }
        } finally {
            leave(stackArn, turn);
        }
    }

    private synchronized Turn join(String stackArn) {
        Turn turn = turns.computeIfAbsent(stackArn, arn -> new Turn());
        turn.users++;
        return turn;
    }

    private synchronized void leave(String stackArn, Turn turn) {
        turn.users--;
        if (turn.users == 0) {
            turns.remove(stackArn);
        }
    }

    /** How many stacks are held or waited for. */
    synchronized int size() {
        return turns.size();
    }

    /** How many wait for this stack. */
    synchronized int waiting(String stackArn) {
        Turn turn = turns.get(stackArn);
        return turn == null ? 0 : turn.free.getQueueLength();
    }
}

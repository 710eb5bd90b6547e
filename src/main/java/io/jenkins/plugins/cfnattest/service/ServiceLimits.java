package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.AttestWire;
import java.time.Duration;

/**
 * How much the service does at once, and how long it waits for anybody.
 *
 * @param working requests that are inspected and signed at the same time
 * @param waiting further requests that may wait for their turn; more are told to come back
 * @param turn how long a request waits for its turn
 * @param idle how long a connection may be silent
 * @param body how long a request may take to arrive
 * @param stop how long running requests may take when the service ends
 */
public record ServiceLimits(int working, int waiting, Duration turn, Duration idle, Duration body, Duration stop) {
    /** The largest body of a request, in bytes. */
    static final int BODY = AttestWire.LIMIT;

    /** Open connections. */
    static final int CONNECTIONS = 256;

    /** Threads for everything that does not wait for its turn: health, keys, refusals, the server itself. */
    static final int SPARE_THREADS = 24;

    public ServiceLimits {
        if (working < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "At least one request is worked on, and not less than none wait, but these are " + working + " and "
                            + waiting + ".");
        }
    }

    /** As many at work as there are processors. */
    public static ServiceLimits standard() {
        return new ServiceLimits(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                32,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15));
    }

    /** The same for requests about deployments, whose bodies are larger: one at a time, since none takes long, and three that wait. */
    static ServiceLimits forDeployments() {
        ServiceLimits all = standard();
        return new ServiceLimits(1, 3, all.turn(), all.idle(), all.body(), all.stop());
    }
}

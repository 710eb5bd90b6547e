package io.jenkins.plugins.cfnattest.service;

import java.time.Duration;

/**
 * How many deployments the service holds, and for how long.
 *
 * @param open deployments that are worked on or wait for an approval; more are told to come back
 * @param waiting those among them that may wait for an approval
 * @param kept ended deployments that can still be asked for
 * @param keep how long an ended deployment can be asked for
 * @param approval how long a refused deployment waits for an approval
 * @param stop how long what is not executed yet may take to be taken back when the service ends
 */
public record DeploymentLimits(int open, int waiting, int kept, Duration keep, Duration approval, Duration stop) {
    public DeploymentLimits {
        if (open < 1 || waiting < 0 || waiting > open || kept < 1) {
            throw new IllegalArgumentException(
                    "At least one deployment is open and one is kept, and no more wait than are open, but these are "
                            + open + ", " + kept + " and " + waiting + ".");
        }
    }

    /** Sixteen at once, eight of them waiting, for at most four hours; two hundred ended ones for a day. */
    public static DeploymentLimits standard() {
        return new DeploymentLimits(16, 8, 200, Duration.ofDays(1), Duration.ofHours(4), Duration.ofSeconds(60));
    }
}

package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a deployment is known by. Nothing of it is secret.
 *
 * @param id its unguessable id
 * @param caller who began it
 * @param target the target's name
 * @param stack the stack's name
 * @param region the region
 * @param action {@code deploy}, {@code plan} or {@code apply}
 * @param onAbort what becomes of it when it is stopped
 * @param requestedAt when it was asked for
 */
record DeploymentFacts(
        String id,
        String caller,
        String target,
        String stack,
        String region,
        String action,
        OnAbort onAbort,
        Instant requestedAt) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    DeploymentFacts {
        if (!isId(id)) {
            throw new IllegalArgumentException("Expected an id of 32 lower-case hex digits, but found another.");
        }
    }

    /** Whether this could be an id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** One word for what is to be done. */
    static String action(DeployGated.Mode mode) {
        if (mode instanceof DeployGated.Mode.DryRun) {
            return "plan";
        }
        return mode instanceof DeployGated.Mode.Apply ? "apply" : "deploy";
    }
}

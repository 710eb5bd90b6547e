package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.Running;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A deployment that a process began which is no more.
 *
 * @param running what CloudFormation was told to execute
 * @param permit which decision allowed it
 */
public record Begun(Running running, Permit permit) {
    private static final Pattern STACK =
            Pattern.compile("arn:([^:/]+):cloudformation:([^:/]+):([^:/]+):stack/[A-Za-z][A-Za-z0-9-]*");

    public Begun {
        if (!STACK.matcher(permit.stack()).matches()) {
            throw new IllegalArgumentException(
                    "The stack that was allowed is not named by an ARN, but by '" + permit.stack() + "'.");
        }
        if (!running.stackId().startsWith(permit.stack() + "/")) {
            throw new IllegalArgumentException("Another stack was being deployed than was allowed: expected "
                    + permit.stack() + "/..., found " + running.stackId() + ".");
        }
    }

    String partition() {
        return part(1);
    }

    String region() {
        return part(2);
    }

    String account() {
        return part(3);
    }

    private String part(int group) {
        Matcher matcher = STACK.matcher(permit.stack());
        if (!matcher.matches()) {
            throw new IllegalStateException("It was one when this was made.");
        }
        return matcher.group(group);
    }
}

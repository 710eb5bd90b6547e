package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Executes a change set that still holds what the gate allowed, and follows it to its end. */
final class Execution {
    private final CloudFormation cloudFormation;
    private final ReadBack readBack;
    private final TakeBack takeBack;
    private final Pause pause;
    private final Optional<String> serviceRole;

    Execution(CloudFormation cloudFormation, Pause pause, Optional<String> serviceRole) {
        this.cloudFormation = cloudFormation;
        this.readBack = new ReadBack(cloudFormation);
        this.takeBack = new TakeBack(cloudFormation, pause);
        this.pause = pause;
        this.serviceRole = serviceRole;
    }

    /** Starts it; when that fails or is interrupted, nothing of ours is left behind. Then follows it. */
    Outcome execute(Made made, Decision.Allowed allowed, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Content expected = Content.allowed(allowed);
        String token =
                "cfn-attestation-" + Digest.of(Bytes.utf8(made.changeSet())).hex();
        Follower follower = new Follower(cloudFormation, pause, made.stack(), token, listener);
        Optional<String> roleBefore = takeBack.unlessDone(made, listener, () -> {
            DescribeChangeSetResponse state = cloudFormation.changeSet(made.stack(), made.changeSet());
            requireExecutable(state);
            // Compared again: the plan may have waited for long, and the decision may be a new one.
            readBack.require(state, made.changeSet(), made.stack(), expected);
            Optional<String> role = cloudFormation.stack(made.stack()).map(Stack::roleARN);
            follower.rememberPast();
            start(made, token, listener);
            return role;
        });
        listener.step("The change set is being executed.");
        String status = follower.follow();
        return finished(made, status, roleBefore, expected, listener);
    }

    private Outcome finished(
            Made made, String status, Optional<String> roleBefore, Content expected, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stack(made.stack());
        if (stack.isEmpty()) {
            throw new DeploymentException("Stack " + made.stack() + " ended in " + status + ", but now it is gone.");
        }
        requireRole(stack.get(), roleBefore);
        readBack.requireDeployed(made.stack(), expected);
        listener.step("The stack ended in " + status + " and holds exactly the attested template.");
        return new Outcome(true, made.stack(), Optional.of(made.changeSet()), status, outputs(stack.get()));
    }

    /** Nothing to do: the stack as it is. */
    Outcome unchanged(Plan plan) throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stack(plan.stackId());
        return new Outcome(
                false,
                plan.stackId(),
                Optional.empty(),
                stack.map(Stack::stackStatusAsString).orElse(StackState.DELETED),
                stack.map(this::outputs).orElse(Map.of()));
    }

    private static void requireExecutable(DescribeChangeSetResponse state) throws DeploymentException {
        if (!"AVAILABLE".equals(state.executionStatusAsString())) {
            throw new DeploymentException(
                    "The change set " + state.changeSetId() + " cannot be executed: its execution status is "
                            + state.executionStatusAsString() + ", expected AVAILABLE. Make a new plan.");
        }
    }

    private void start(Made made, String token, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        try {
            cloudFormation.execute(made.changeSet(), token);
        } catch (DeploymentException e) {
            if (!startedNevertheless(made, e)) {
                throw e;
            }
            listener.step("CloudFormation's answer got lost, but it executes the change set.");
        }
    }

    private boolean startedNevertheless(Made made, DeploymentException failure) throws InterruptedException {
        try {
            return TakeBack.isExecuted(cloudFormation.changeSet(made.stack(), made.changeSet()));
        } catch (DeploymentException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void requireRole(Stack stack, Optional<String> before) throws DeploymentException {
        Optional<String> expected = serviceRole.or(() -> before);
        Optional<String> found = Optional.ofNullable(stack.roleARN());
        if (!expected.equals(found)) {
            throw ReadBack.refused("The stack was deployed, but with another role: expected " + expected.orElse("none")
                    + ", found " + found.orElse("none") + ". Look who else works on this stack.");
        }
    }

    private Map<String, String> outputs(Stack stack) {
        Map<String, String> outputs = new LinkedHashMap<>();
        stack.outputs().forEach(output -> outputs.put(output.outputKey(), cloudFormation.clean(output.outputValue())));
        return outputs;
    }
}

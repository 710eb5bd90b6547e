package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Takes up a change set that a dry run kept. It is believed nothing: stack, state, content and settings are read back and compared. Deletes
 * nothing, whatever it finds: what somebody merely named may be somebody else's.
 */
final class Adoption {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
    private static final String NEW_PLAN = " Make a new plan.";

    private final CloudFormation cloudFormation;
    private final ReadBack readBack;
    private final SettingsReadBack settings;
    private final Target target;

    Adoption(CloudFormation cloudFormation, Target target) {
        this.cloudFormation = cloudFormation;
        this.readBack = new ReadBack(cloudFormation, target);
        this.settings = new SettingsReadBack(target);
        this.target = target;
    }

    /** {@code changeSet}: its ARN, or its name within the stack. */
    Plan adopt(String changeSet, Decision.Allowed allowed, String account, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        DeploymentRequest request = allowed.request();
        Content expected = Content.allowed(allowed);
        String region = "arn:" + request.target().partition() + ":cloudformation:" + request.region() + ":" + account
                + ":changeSet/";
        requireOurs(changeSet, region);
        Stack stack = cloudFormation
                .stack(request.stack())
                .orElseThrow(() -> new DeploymentException("The change set " + changeSet
                        + " cannot be executed: there is no stack '" + request.stack() + "' (any more)." + NEW_PLAN));
        boolean creates = StackState.REVIEW.equals(stack.stackStatusAsString());
        if (!creates) {
            StackState.requireUpdatable(request.stack(), stack.stackStatusAsString());
        }
        DescribeChangeSetResponse state = cloudFormation
                .findChangeSet(stack.stackId(), changeSet)
                .orElseThrow(() -> new DeploymentException("The change set " + changeSet + " of stack '"
                        + request.stack() + "' is not there (any more): it was deleted, or it went when another one was"
                        + " executed." + NEW_PLAN));
        StackArn.require(state.stackId(), request, account);
        String id = changeSet.startsWith("arn:") ? changeSet : state.changeSetId();
        requireOurs(String.valueOf(id), region);
        requireNamedForIt(id, region, allowed);
        requireAvailable(id, state);
        readBack.require(state, id, stack.stackId(), expected);
        settings.require(state, creates);
        requireRole(stack, creates);
        List<Plan.Change> changes = cloudFormation.changes(state);
        requireNoImport(id, changes);
        listener.step(
                (readBack.isAfter()
                                ? "The change set was taken up; what it holds is compared after its execution only, as the target says."
                                : "The change set was taken up and read back: it holds exactly what was attested and allowed.")
                        + " With which role CloudFormation will work, it does not say before; the stack's is compared afterwards.");
        return new Plan(Optional.of(id), stack.stackId(), creates, changes);
    }

    /** Only we gave it the target's role, and a change set does not say which role it has. A name is no proof, but it stops mistakes. */
    private static void requireOurs(String changeSet, String region) throws DeploymentException {
        boolean arn = changeSet.startsWith("arn:");
        if (arn && !changeSet.startsWith(region)) {
            throw ReadBack.refused("The change set is not in the allowed account and region: expected " + region
                    + "..., found " + changeSet + ". Name the change set that the dry run kept.");
        }
        String name = arn ? changeSet.substring(region.length()).replaceFirst("/.*", "") : changeSet;
        if (!NAME.matcher(name).matches() || !name.startsWith(Proposal.PREFIX)) {
            throw new DeploymentException(
                    "A change set that a dry run kept is named by its ARN, or by its name, which begins with "
                            + Proposal.PREFIX + ", but this is '" + changeSet
                            + "'. Make a dry run and take the name it tells.");
        }
    }

    /** Where the template is compared afterwards only, nothing but the name we gave it tells beforehand of which template a change set was made. */
    private void requireNamedForIt(String id, String region, Decision.Allowed allowed) throws DeploymentException {
        if (readBack.isAfter() && !id.startsWith(region + Proposal.nameOf(allowed.template()))) {
            throw ReadBack.refused("The change set was made of another template than the attested one: expected "
                    + Proposal.nameOf(allowed.template()) + "..., found " + id + "." + NEW_PLAN);
        }
    }

    private void requireAvailable(String id, DescribeChangeSetResponse state) throws DeploymentException {
        String status = String.valueOf(state.statusAsString());
        String execution = String.valueOf(state.executionStatusAsString());
        if ("CREATE_COMPLETE".equals(status) && "AVAILABLE".equals(execution)) {
            return;
        }
        String why;
        if (TakeBack.isExecuted(state)) {
            why = "it was executed before.";
        } else if ("OBSOLETE".equals(execution)) {
            why = "the stack has changed since.";
        } else if (status.startsWith("CREATE_")) {
            why = "it is still being made, or the stack has changed since.";
        } else {
            why = state.statusReason() == null
                    ? "CloudFormation gives no reason."
                    : "CloudFormation says: " + cloudFormation.clean(state.statusReason());
        }
        throw new DeploymentException("The change set " + id + " cannot be executed (status " + status
                + ", execution status " + execution + "): " + why + NEW_PLAN);
    }

    /** A stack that waits for its creation already tells the role it will have, if it tells one. */
    private void requireRole(Stack stack, boolean creates) throws DeploymentException {
        String expected = target.serviceRole().orElse("none");
        if (creates && stack.roleARN() != null && !expected.equals(stack.roleARN())) {
            throw ReadBack.refused("The stack would be made with another role: expected " + expected + ", found "
                    + stack.roleARN() + ". Look who made this change set." + NEW_PLAN);
        }
    }

    private static void requireNoImport(String id, List<Plan.Change> changes) throws DeploymentException {
        if (changes.stream().anyMatch(change -> "Import".equals(change.action()))) {
            throw ReadBack.refused(
                    "The change set " + id + " imports resources that exist already, which nobody allowed." + NEW_PLAN);
        }
    }
}

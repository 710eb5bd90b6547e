package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Makes a change set from what the gate allowed, waits for it, reads it back and compares. */
final class Planning {
    /** The longest template CloudFormation takes within a request (CreateChangeSet, TemplateBody). */
    static final int INLINE_LIMIT = 51_200;

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final CloudFormation cloudFormation;
    private final Optional<TemplateBucket> bucket;
    private final ReadBack readBack;
    private final SettingsReadBack settings;
    private final NothingToChange nothingToChange;
    private final Leftover leftover;
    private final TakeBack takeBack;
    private final Pause pause;
    private final Supplier<String> unique;
    private final Target target;

    Planning(
            CloudFormation cloudFormation,
            Optional<TemplateBucket> bucket,
            Pause pause,
            Supplier<String> unique,
            Target target) {
        this.cloudFormation = cloudFormation;
        this.bucket = bucket;
        this.readBack = new ReadBack(cloudFormation, target);
        this.settings = new SettingsReadBack(target);
        this.nothingToChange = new NothingToChange(readBack, target);
        this.leftover = new Leftover(cloudFormation, pause);
        this.takeBack = new TakeBack(cloudFormation, pause);
        this.pause = pause;
        this.unique = unique;
        this.target = target;
    }

    /** A stack to plan for, as it is before. */
    private record Start(Decision.Allowed allowed, Content expected, Optional<Stack> before, boolean creates) {}

    Plan plan(Decision.Allowed allowed, String account, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        requireDeployable(allowed);
        Content expected = Content.allowed(allowed);
        String name = allowed.request().stack();
        Optional<Stack> before = leftover.cleared(cloudFormation.stack(name), listener);
        boolean creates =
                before.isEmpty() || StackState.REVIEW.equals(before.get().stackStatusAsString());
        if (!creates) {
            StackState.requireUpdatable(name, before.get().stackStatusAsString());
        }
        requirePreviousValues(allowed.request(), creates ? Optional.empty() : before);
        Start start = new Start(allowed, expected, before, creates);
        Proposal proposal = new Proposal(allowed, target);
        Made made = new Made(name, proposal.name(unique.get()), before.isEmpty());
        CreateChangeSetRequest.Builder request = proposal.request(made.changeSet(), creates, secrets);
        Optional<TemplateBucket.Upload> upload = put(allowed, account, request, listener);
        Optional<DescribeChangeSetResponse> done;
        try {
            done = made(made, request.build(), start, account, listener);
        } finally {
            // CloudFormation has read it, or never will.
            upload.ifPresent(one -> bucket.orElseThrow().remove(one, listener));
        }
        Optional<Plan> plan = done.isEmpty()
                ? Optional.empty()
                : Optional.of(takeBack.unlessDone(made, listener, () -> planned(done.get(), made, start, listener)));
        // Nothing was made in the second case, so there is nothing to take back.
        return plan.isPresent()
                ? plan.get()
                : unchanged(start, nothingToChange.confirm(name, before, expected), listener);
    }

    private void requireDeployable(Decision.Allowed allowed) throws DeploymentException {
        int size = allowed.template().size();
        if (size > TemplateBucket.LIMIT) {
            throw new DeploymentException("CloudFormation takes templates of up to " + TemplateBucket.LIMIT
                    + " bytes, but this one has " + size + ". Make the template smaller, or split it.");
        }
        if (size > INLINE_LIMIT && bucket.isEmpty()) {
            throw new DeploymentException("A template of up to " + INLINE_LIMIT
                    + " bytes can be deployed as it is, but this one has " + size
                    + ". Longer ones go through S3: an administrator has to give target '"
                    + allowed.request().target().name()
                    + "' a bucket for them. Or make the template smaller, or split it.");
        }
    }

    private static void requirePreviousValues(DeploymentRequest request, Optional<Stack> stack)
            throws DeploymentException {
        Set<String> has = stack.map(Stack::parameters).orElse(List.of()).stream()
                .map(Parameter::parameterKey)
                .collect(Collectors.toSet());
        for (String name : request.previousValues()) {
            if (!has.contains(name)) {
                throw new DeploymentException("Parameter '" + name + "' is to keep the value that stack '"
                        + request.stack() + "' has, but "
                        + (stack.isEmpty()
                                ? "there is no such stack yet"
                                : "CloudFormation tells of no such parameter there")
                        + ". Give it a value.");
            }
        }
    }

    private Optional<TemplateBucket.Upload> put(
            Decision.Allowed allowed,
            String account,
            CreateChangeSetRequest.Builder request,
            DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        if (allowed.template().size() <= INLINE_LIMIT) {
            request.templateBody(Content.text(allowed.template()));
            return Optional.empty();
        }
        TemplateBucket.Upload upload = bucket.orElseThrow().put(allowed.template(), account);
        request.templateURL(upload.url());
        listener.step(
                "The template is too long for a request and was put into the target's bucket for CloudFormation to read"
                        + (upload.version().isPresent()
                                ? ", pinned to its version."
                                : ". The bucket keeps no versions."));
        return Optional.of(upload);
    }

    /** The change set as it settled; absent when the server says at once that nothing changes. */
    private Optional<DescribeChangeSetResponse> made(
            Made made, CreateChangeSetRequest request, Start start, String account, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Optional<CreateChangeSetResponse> created =
                takeBack.unlessRefused(made, listener, () -> cloudFormation.create(request));
        return created.isEmpty()
                ? Optional.empty()
                : Optional.of(takeBack.unlessDone(
                        made, listener, () -> settled(created.get(), request, start, account, listener)));
    }

    private DescribeChangeSetResponse settled(
            CreateChangeSetResponse created,
            CreateChangeSetRequest request,
            Start start,
            String account,
            DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        StackArn.require(created.stackId(), start.allowed().request(), account);
        String id = created.stackId();
        if (!start.before().map(Stack::stackId).map(id::equals).orElse(true)) {
            throw ReadBack.refused(
                    "CloudFormation works on another stack of the same name than the one that was looked at: expected "
                            + start.before().orElseThrow().stackId() + ", found " + id
                            + ". Look at both stacks, then deploy again.");
        }
        listener.step("Change set '" + request.changeSetName() + "' is being made for "
                + (start.creates() ? "the new" : "the existing") + " stack '" + request.stackName() + "'.");
        DescribeChangeSetResponse done = settled(created.stackId(), created.id());
        if (!created.id().equals(done.changeSetId()) || !created.stackId().equals(done.stackId())) {
            throw ReadBack.refused("CloudFormation answers for another change set or stack: expected " + created.id()
                    + ", found " + done.changeSetId() + ".");
        }
        return done;
    }

    private Plan planned(DescribeChangeSetResponse state, Made made, Start start, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        if (NothingToChange.isSaidBy(state)) {
            String said = nothingToChange.confirm(made.stack(), start.before(), start.expected());
            takeBack.run(made);
            return unchanged(start, said, listener);
        }
        readBack.require(state, state.changeSetId(), state.stackId(), start.expected());
        settings.require(state, start.creates());
        List<Plan.Change> changes = cloudFormation.changes(state);
        if (nothingToChange.isProven(changes, start.before(), start.expected())) {
            takeBack.run(made);
            return unchanged(start, NothingToChange.asWanted(made.stack()), listener);
        }
        listener.step(
                readBack.isAfter()
                        ? "The change set was made; what it holds is compared after its execution only, as the target says."
                        : "The change set was read back: it holds exactly what was attested and allowed.");
        return new Plan(Optional.of(state.changeSetId()), state.stackId(), made.stackToo(), changes);
    }

    private static Plan unchanged(Start start, String said, DeploymentListener listener) {
        listener.step(said);
        return new Plan(Optional.empty(), start.before().orElseThrow().stackId(), false, List.of());
    }

    /** Waits until the change set is made, or has nothing in it. */
    private DescribeChangeSetResponse settled(String stack, String arn)
            throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, LIMIT);
        while (true) {
            DescribeChangeSetResponse state = cloudFormation.changeSet(stack, arn);
            String status = state.statusAsString();
            if ("CREATE_COMPLETE".equals(status) || NothingToChange.isSaidBy(state)) {
                return state;
            }
            if (!"CREATE_PENDING".equals(status) && !"CREATE_IN_PROGRESS".equals(status)) {
                throw new DeploymentException(
                        "CloudFormation could not make the change set: it ended in " + status + ", "
                                + (state.statusReason() == null
                                        ? "without a reason."
                                        : "saying: " + cloudFormation.clean(state.statusReason())));
            }
            if (patience.isOver()) {
                throw new DeploymentException("The change set " + arn + " was still in " + status + " after "
                        + patience.limit() + ". Deploy again later.");
            }
            patience.pause();
        }
    }
}

package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/** Deploys what the gate allowed, through a change set that is read back and compared before it is executed. Closes its connections. */
public final class Deployer implements AutoCloseable {
    private final Target target;
    private final AwsAccess access;
    private final String region;
    private final Connection connection;
    private final Asking asking;
    private final Planning planning;
    private final Adoption adoption;
    private final Execution execution;
    private final Resumption resumption;
    private final TakeBack takeBack;

    /** Connects to the target; {@code sessionName} names an assumed role's session, odd characters in it are replaced. */
    public static Deployer connect(Target target, AwsAccess access, String region, String sessionName) {
        return new Deployer(
                target,
                access,
                region,
                sessionName,
                Pause.REAL,
                () -> UUID.randomUUID().toString(),
                Connection.retries());
    }

    /** The same with another way to pause, another source of unique names (letters, digits and dashes), and another way to ask again. */
    Deployer(
            Target target,
            AwsAccess access,
            String region,
            String sessionName,
            Pause pause,
            Supplier<String> unique,
            StandardRetryStrategy retries) {
        this.target = target;
        this.access = access;
        this.region = region;
        this.connection = new Connection(target, access, region, sessionName, retries);
        this.asking = new Asking(hidden(List.of()));
        CloudFormation cloudFormation = new CloudFormation(connection.cloudFormation(), asking);
        this.planning = new Planning(cloudFormation, bucket(), pause, unique, target);
        this.adoption = new Adoption(cloudFormation, target);
        this.execution = new Execution(cloudFormation, pause, target);
        this.resumption = new Resumption(cloudFormation, pause, target);
        this.takeBack = new TakeBack(cloudFormation, pause);
    }

    private Optional<TemplateBucket> bucket() {
        return connection
                .s3()
                .map(s3 -> new TemplateBucket(
                        s3, asking, target.staging().orElseThrow(), target.readBack() == ReadBackMode.BEFORE));
    }

    private Hidden hidden(Collection<String> secrets) {
        List<String> all = new ArrayList<>(secrets);
        if (access instanceof AwsAccess.Keys keys) {
            all.add(keys.secret());
        }
        target.externalId().ifPresent(all::add);
        return new Hidden(all);
    }

    /** The account these credentials belong to, as STS says. */
    public String account() throws DeploymentException {
        try {
            return whoami();
        } catch (InterruptedException e) {
            throw flagged(e);
        }
    }

    private String whoami() throws DeploymentException, InterruptedException {
        return asking.ask(
                "STS could not be asked which account the credentials of target '"
                        + target.scope().name() + "' belong to",
                () -> connection.sts().getCallerIdentity().account());
    }

    /**
     * Creates the change set, reads it back and compares. On failure or mismatch nothing of ours is left behind.
     *
     * @param secrets values of the NoEcho parameters by name; never printed or stored, and blotted out of what AWS answers
     */
    public Plan plan(Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        asking.hide(hidden(secrets.values()));
        requireHere(allowed.request());
        requireSecrets(allowed.request(), secrets);
        return planning.plan(allowed, requireAccount(allowed.request(), whoami()), secrets, listener);
    }

    /**
     * Compares the planned change set once more, executes it and follows it to its end; an unchanged plan is success without change.
     *
     * @throws DeploymentException when it could not be executed (then nothing of ours is left behind), or did not end well
     */
    public Outcome execute(Plan plan, Decision.Allowed allowed, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        requireHere(allowed.request());
        if (plan.changeSetId().isEmpty()) {
            StackArn.require(plan.stackId(), allowed.request(), requireAccount(allowed.request(), whoami()));
            return execution.unchanged(plan, listener);
        }
        Made made = new Made(plan.stackId(), plan.changeSetId().get(), plan.creates());
        // Credentials of another account could not take anything back, so that is checked outside.
        String found = takeBack.unlessDone(made, listener, this::whoami);
        StackArn.require(plan.stackId(), allowed.request(), requireAccount(allowed.request(), found));
        return execution.execute(made, allowed, onAbort, listener);
    }

    /** Deletes the unexecuted change set, and the stack if the change set created it. */
    public void discard(Plan plan) throws DeploymentException {
        if (plan.changeSetId().isPresent()) {
            discard(new Made(plan.stackId(), plan.changeSetId().get(), plan.creates()));
        }
    }

    private void discard(Made made) throws DeploymentException {
        try {
            takeBack.run(made);
        } catch (InterruptedException e) {
            throw flagged(e);
        }
    }

    /**
     * Takes up a change set that was planned before: it is read back and compared like a new one. Deletes nothing, whatever it finds.
     *
     * @param changeSet its ARN, or its name within the stack
     * @param secrets values of the NoEcho parameters by name: the change set holds them, and they are blotted out of what AWS answers
     */
    public Plan adopt(
            String changeSet, Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        asking.hide(hidden(secrets.values()));
        requireHere(allowed.request());
        requireSecrets(allowed.request(), secrets);
        return adoption.adopt(changeSet, allowed, requireAccount(allowed.request(), whoami()), listener);
    }

    /** Whether CloudFormation executes this, or has executed it; false too when nobody can tell any more. */
    public boolean isStarted(Running running) throws DeploymentException, InterruptedException {
        return resumption.isStarted(running);
    }

    /**
     * Watches to its end what was started before; {@link #isStarted} holds. The stack's template and role are compared as after a deployment.
     *
     * @param secrets the NoEcho parameters' values by name, as far as they are known: they are blotted out; where one is missing neither the reasons
     *     of events nor the outputs are shown
     */
    public Outcome watch(Running running, Map<String, String> secrets, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        asking.hide(hidden(secrets.values()));
        return resumption.watch(running, secrets.keySet(), onAbort, listener);
    }

    /** Deletes the change set that was planned for this and not executed, and the stack if it was made for it. */
    public void discard(Running running) throws DeploymentException {
        discard(new Made(running.stackId(), running.changeSetId(), running.stackMade()));
    }

    /** What the gate decided on is what we are connected to, or its answer is for somebody else. */
    private void requireHere(DeploymentRequest request) throws DeploymentException {
        if (!request.target().equals(target.scope()) || !request.region().equals(region)) {
            throw new DeploymentException("The gate's decision is for target '"
                    + request.target().name() + "' in " + request.region() + ", but this connection is to target '"
                    + target.scope().name() + "' in " + region + ".");
        }
        StackArn.requireName(request.stack());
    }

    private static void requireSecrets(DeploymentRequest request, Map<String, String> secrets)
            throws DeploymentException {
        if (!secrets.keySet().equals(request.secretParameters())) {
            throw new DeploymentException("The secret parameters given are not those that were allowed: expected "
                    + request.secretParameters() + ", found " + List.copyOf(secrets.keySet()) + ".");
        }
    }

    private String requireAccount(DeploymentRequest request, String found) throws DeploymentException {
        String expected = request.observedAccount()
                .orElseThrow(() -> new DeploymentException(
                        "The gate decided without knowing the account, so nothing can be deployed."
                                + " Ask STS for the account first, then ask the gate."));
        if (!expected.equals(found)
                || !target.scope().account().map(found::equals).orElse(true)) {
            throw new DeploymentException(Refusal.of(
                    ReasonCode.TARGET_FORBIDDEN,
                    "The credentials belong to another account than the allowed one: expected "
                            + target.scope().account().orElse(expected) + ", found " + found
                            + ". Check the credentials of target '"
                            + target.scope().name() + "'."));
        }
        return found;
    }

    private static DeploymentException flagged(InterruptedException stop) {
        Thread.currentThread().interrupt();
        return new DeploymentException(stop.getMessage(), stop);
    }

    @Override
    public void close() {
        connection.close();
    }
}

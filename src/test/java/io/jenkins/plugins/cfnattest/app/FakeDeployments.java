package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target that remembers in which order it was asked for what. */
final class FakeDeployments implements Deployments {
    static final Plan PLAN = new Plan(Optional.of("arn:changeset"), "arn:stack", true, List.of());
    static final Outcome OUTCOME =
            new Outcome(true, "arn:stack", Optional.of("arn:changeset"), "CREATE_COMPLETE", Map.of());

    final List<String> calls = new ArrayList<>();
    Optional<String> account = Optional.of("123456789012");
    boolean failing;
    Optional<DeploymentException> planFailure = Optional.empty();
    Optional<DeploymentException> discardFailure = Optional.empty();
    boolean started;
    Optional<DeploymentException> lookFailure = Optional.empty();
    Optional<Exception> watchFailure = Optional.empty();
    Runnable whenExecuting = () -> {};
    Decision.Allowed allowed;

    @Override
    public Connection connect(Target target, AwsAccess access, String region, String sessionName) {
        calls.add("connect " + region);
        return new Connection() {
            @Override
            public String account() throws DeploymentException {
                calls.add("account");
                return account.orElseThrow(() -> new DeploymentException("no credentials"));
            }

            @Override
            public Plan plan(Decision.Allowed decision, Map<String, String> secrets, DeploymentListener listener)
                    throws DeploymentException {
                calls.add("plan " + secrets.keySet());
                allowed = decision;
                return planned();
            }

            @Override
            public Plan adopt(
                    String changeSet,
                    Decision.Allowed decision,
                    Map<String, String> secrets,
                    DeploymentListener listener)
                    throws DeploymentException {
                calls.add("adopt " + changeSet);
                allowed = decision;
                return planned();
            }

            private Plan planned() throws DeploymentException {
                if (planFailure.isPresent()) {
                    throw planFailure.get();
                }
                return PLAN;
            }

            @Override
            public void discard(Plan plan) throws DeploymentException {
                calls.add("discard");
                if (discardFailure.isPresent()) {
                    throw discardFailure.get();
                }
            }

            @Override
            public boolean isStarted(Running running) throws DeploymentException {
                calls.add("isStarted");
                if (lookFailure.isPresent()) {
                    throw lookFailure.get();
                }
                return started;
            }

            @Override
            public Outcome watch(
                    Running running, Map<String, String> secrets, OnAbort onAbort, DeploymentListener listener)
                    throws DeploymentException, InterruptedException {
                calls.add("watch " + secrets.keySet() + " " + onAbort);
                if (watchFailure.isPresent()) {
                    throw thrown(watchFailure.get());
                }
                return OUTCOME;
            }

            @Override
            public void discard(Running running) throws DeploymentException {
                calls.add("discard");
                if (discardFailure.isPresent()) {
                    throw discardFailure.get();
                }
            }

            private DeploymentException thrown(Exception failure) throws InterruptedException {
                if (failure instanceof DeploymentException known) {
                    return known;
                }
                if (failure instanceof InterruptedException stop) {
                    throw stop;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public Outcome execute(Plan plan, Decision.Allowed decision, OnAbort onAbort, DeploymentListener listener)
                    throws DeploymentException {
                calls.add("execute");
                whenExecuting.run();
                if (failing) {
                    throw new DeploymentException("rolled back");
                }
                return OUTCOME;
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }
}

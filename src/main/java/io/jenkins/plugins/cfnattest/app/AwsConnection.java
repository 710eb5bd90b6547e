package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.Deployer;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Map;

/**
 * The connection to AWS itself.
 *
 * @param deployer what does it
 */
record AwsConnection(Deployer deployer) implements Deployments.Connection {
    @Override
    public String account() throws DeploymentException {
        return deployer.account();
    }

    @Override
    public Plan plan(Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        return deployer.plan(allowed, secrets, listener);
    }

    @Override
    public Plan adopt(
            String changeSet, Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        return deployer.adopt(changeSet, allowed, secrets, listener);
    }

    @Override
    public Outcome execute(Plan plan, Decision.Allowed allowed, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        return deployer.execute(plan, allowed, onAbort, listener);
    }

    @Override
    public void discard(Plan plan) throws DeploymentException {
        deployer.discard(plan);
    }

    @Override
    public boolean isStarted(Running running) throws DeploymentException, InterruptedException {
        return deployer.isStarted(running);
    }

    @Override
    public Outcome watch(Running running, Map<String, String> secrets, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        return deployer.watch(running, secrets, onAbort, listener);
    }

    @Override
    public void discard(Running running) throws DeploymentException {
        deployer.discard(running);
    }

    @Override
    public void close() {
        deployer.close();
    }
}

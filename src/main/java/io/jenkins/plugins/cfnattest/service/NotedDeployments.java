package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Map;

/** Notes whether it came to watching: a failure before that says nothing about how the deployment ends. For one deployment. */
final class NotedDeployments implements Deployments {
    private final Deployments inner;
    private boolean watched;

    NotedDeployments(Deployments inner) {
        this.inner = inner;
    }

    boolean watched() {
        return watched;
    }

    @Override
    public Connection connect(Target target, AwsAccess access, String region, String sessionName)
            throws DeploymentException {
        return new Noted(inner.connect(target, access, region, sessionName));
    }

    private final class Noted implements Connection {
        private final Connection connection;

        private Noted(Connection connection) {
            this.connection = connection;
        }

        @Override
        public String account() throws DeploymentException {
            return connection.account();
        }

        @Override
        public Plan plan(Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
                throws DeploymentException, InterruptedException {
            return connection.plan(allowed, secrets, listener);
        }

        @Override
        public Plan adopt(
                String changeSet, Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
                throws DeploymentException, InterruptedException {
            return connection.adopt(changeSet, allowed, secrets, listener);
        }

        @Override
        public Outcome execute(Plan plan, Decision.Allowed allowed, OnAbort onAbort, DeploymentListener listener)
                throws DeploymentException, InterruptedException {
            return connection.execute(plan, allowed, onAbort, listener);
        }

        @Override
        public void discard(Plan plan) throws DeploymentException {
            connection.discard(plan);
        }

        @Override
        public boolean isStarted(Running running) throws DeploymentException, InterruptedException {
            return connection.isStarted(running);
        }

        @Override
        public Outcome watch(Running running, Map<String, String> secrets, OnAbort onAbort, DeploymentListener listener)
                throws DeploymentException, InterruptedException {
            watched = true;
            return connection.watch(running, secrets, onAbort, listener);
        }

        @Override
        public void discard(Running running) throws DeploymentException {
            connection.discard(running);
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}

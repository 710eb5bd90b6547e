package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.Deployer;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Map;

/** Where connections to targets come from. */
public interface Deployments {
    /** Connects to the target; {@code sessionName} names an assumed role's session. */
    Connection connect(Target target, AwsAccess access, String region, String sessionName) throws DeploymentException;

    /** The real ones: {@link Deployer}. */
    static Deployments aws() {
        return (target, access, region, sessionName) ->
                new AwsConnection(Deployer.connect(target, access, region, sessionName));
    }

    /** A connection to one target; what {@link Deployer} promises. */
    interface Connection extends AutoCloseable {
        /** The account these credentials belong to, as STS says. */
        String account() throws DeploymentException;

        /** Creates the change set, reads it back and compares. */
        Plan plan(Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
                throws DeploymentException, InterruptedException;

        /**
         * Takes up a change set that was planned before: it is read back and compared like a new one.
         *
         * @param changeSet its ARN
         * @param secrets values of the NoEcho parameters by name, to be blotted out of what AWS answers
         */
        Plan adopt(String changeSet, Decision.Allowed allowed, Map<String, String> secrets, DeploymentListener listener)
                throws DeploymentException, InterruptedException;

        /** Executes the plan and follows it to its end; when interrupted, does as {@code onAbort} says. */
        Outcome execute(Plan plan, Decision.Allowed allowed, OnAbort onAbort, DeploymentListener listener)
                throws DeploymentException, InterruptedException;

        /** Deletes the unexecuted change set, and the stack if it was made for it. */
        void discard(Plan plan) throws DeploymentException;

        /** Whether CloudFormation executes this, or has executed it. */
        boolean isStarted(Running running) throws DeploymentException, InterruptedException;

        /** Watches to its end what was started before; {@link #isStarted} holds. */
        Outcome watch(Running running, Map<String, String> secrets, OnAbort onAbort, DeploymentListener listener)
                throws DeploymentException, InterruptedException;

        /** Deletes the change set that was planned for this and not executed, and the stack if it was made for it. */
        void discard(Running running) throws DeploymentException;

        @Override
        void close();
    }
}

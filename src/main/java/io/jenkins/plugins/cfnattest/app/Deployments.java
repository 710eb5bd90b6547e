package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.Deployer;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
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

        /** Executes the plan and follows it to its end. */
        Outcome execute(Plan plan, Decision.Allowed allowed, DeploymentListener listener)
                throws DeploymentException, InterruptedException;

        @Override
        void close();
    }
}

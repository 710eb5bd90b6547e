package io.jenkins.plugins.cfnattest.plugin.step;

import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;

/** Stores what is going to be executed, so that it can be watched again after a restart. */
@FunctionalInterface
interface Checkpoint {
    /**
     * Returns when it is stored.
     *
     * @param report name of the report's page below the build
     * @throws DeploymentException when it could not be stored; then nothing may be executed
     */
    void store(Begun begun, String report) throws DeploymentException;
}

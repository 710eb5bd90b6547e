package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the service needs to deploy. All of it belongs to whoever runs the service; a request names a target and brings proof and parameters.
 *
 * @param targets where to, each with a name of its own
 * @param gate who decides
 * @param deployments where connections come from
 * @param access whose AWS credentials
 * @param signer the gate's own key, if it has one
 * @param keeper keeps decisions and ends
 * @param evidence what the gate looks at in every case, such as its record
 * @param state a folder for what runs, by its identifiers; nobody else uses it
 * @param limits how many at once
 */
public record DeploymentConfig(
        List<Target> targets,
        Gate gate,
        Deployments deployments,
        AwsAccess access,
        Optional<DecisionSigner> signer,
        DecisionKeeper keeper,
        Evidence evidence,
        Path state,
        DeploymentLimits limits) {
    public DeploymentConfig {
        targets = List.copyOf(targets);
        Set<String> names = new HashSet<>();
        for (Target target : targets) {
            if (!names.add(target.scope().name())) {
                throw new IllegalArgumentException("Expected each target once, but '"
                        + target.scope().name() + "' is there twice. Rename or remove one.");
            }
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one target to deploy to, but there is none.");
        }
    }

    /** The target of this name. */
    Optional<Target> target(String name) {
        return targets.stream()
                .filter(target -> target.scope().name().equals(name))
                .findFirst();
    }
}

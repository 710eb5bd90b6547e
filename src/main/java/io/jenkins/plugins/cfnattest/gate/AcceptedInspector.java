package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import java.util.Optional;
import java.util.Set;

/**
 * An inspector whose findings a policy accepts.
 *
 * @param name what the statement calls it; {@code cfn-nag} for the built-in rules
 * @param implementation the program
 * @param versions the versions accepted; empty: any
 * @param minimumVersion the lowest version accepted
 * @param optional whether a proof is good without it
 */
record AcceptedInspector(
        String name, String implementation, Set<String> versions, Optional<String> minimumVersion, boolean optional) {
    AcceptedInspector {
        versions = Set.copyOf(versions);
        if (!versions.isEmpty() && minimumVersion.isPresent()) {
            throw new IllegalArgumentException(
                    "An inspector's versions are given one by one or by the lowest one, not in both ways.");
        }
    }

    boolean accepts(InspectorRef inspector) {
        return name.equals(inspector.name())
                && implementation.equals(inspector.implementation())
                && (versions.isEmpty() || versions.contains(inspector.version()))
                && minimumVersion
                        .map(lowest -> VersionOrder.isAtLeast(inspector.version(), lowest))
                        .orElse(true);
    }

    @Override
    public String toString() {
        String which = versions.isEmpty()
                ? minimumVersion.map(lowest -> " " + lowest + " or later").orElse("")
                : " " + String.join(" or ", new java.util.TreeSet<>(versions));
        return name + " by " + implementation + which;
    }
}

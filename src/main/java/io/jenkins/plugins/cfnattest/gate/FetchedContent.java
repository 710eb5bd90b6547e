package io.jenkins.plugins.cfnattest.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that CloudFormation would fetch later.
 *
 * @param kind what kind, a name of {@link io.jenkins.plugins.cfnattest.inspect.NestedContent.Kind} unless the attestation knows others
 * @param resource the logical id of the resource that fetches it; empty outside of resources
 * @param path where; for the value of a parameter its name
 * @param type the type of that resource or parameter, if it is known
 * @param values what is fetched; empty when that cannot be told
 * @param parameterValue whether it stands in the open value of a parameter, so that a policy has to name what it may be
 */
record FetchedContent(
        String kind, String resource, String path, Optional<String> type, List<String> values, boolean parameterValue) {
    FetchedContent {
        values = List.copyOf(values);
    }

    /** For people. */
    String describe() {
        if (parameterValue) {
            return "a dynamic reference in the parameter " + OneLine.of(path, OneLine.VALUE);
        }
        List<String> words = new ArrayList<>(List.of(kind));
        if (!resource.isEmpty()) {
            words.add("in " + resource);
        }
        if (!path.isEmpty()) {
            words.add("at " + path);
        }
        return OneLine.of(String.join(" ", words), 2 * OneLine.VALUE);
    }
}

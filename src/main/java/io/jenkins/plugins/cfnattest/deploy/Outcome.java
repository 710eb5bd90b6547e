package io.jenkins.plugins.cfnattest.deploy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a deployment ended well.
 *
 * @param changed whether anything changed
 * @param stackId the stack's ARN
 * @param changeSetId the executed change set's ARN
 * @param status the stack's last status
 * @param outputs the stack's outputs
 */
public record Outcome(
        boolean changed, String stackId, Optional<String> changeSetId, String status, Map<String, String> outputs) {
    public Outcome {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}

package io.jenkins.plugins.cfnattest.gate;

import java.util.List;

/**
 * Who may deploy what where. Patterns are anchored and case-sensitive; {@code *} matches within a segment, {@code **} across {@code /}.
 *
 * @param jobs pattern of full job names
 * @param stacks pattern of stack names
 * @param regions regions, empty: the target's default region only
 */
public record TargetRule(String jobs, String stacks, List<String> regions) {
    public TargetRule {
        regions = List.copyOf(regions);
        if (jobs.isBlank() || stacks.isBlank()) {
            throw new IllegalArgumentException("A target rule names a pattern of jobs and one of stacks.");
        }
    }
}

package io.jenkins.plugins.cfnattest.gate;

import java.util.List;
import java.util.Optional;

/**
 * What somebody who is no administrator asks for beside a target's rules and its policy. It can forbid what they allow, and never allow what they forbid.
 *
 * @param where who asks for it, for people: {@code folder 'pay'}
 * @param targets names of the targets that may be deployed to; empty: all
 * @param stacks patterns of the stacks that may be deployed, as in a {@link TargetRule}; empty: all
 * @param policy one more policy that has to allow it, without the target's milder enforcement and without approvals; absent: none
 */
public record Narrowing(String where, List<String> targets, List<String> stacks, Optional<Policy> policy) {
    public Narrowing {
        targets = List.copyOf(targets);
        stacks = List.copyOf(stacks);
        if (where.isBlank()
                || targets.stream().anyMatch(String::isBlank)
                || stacks.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "A narrowing says who asks for it, and its targets and stacks are no blank texts: " + targets + ", "
                            + stacks + ".");
        }
    }
}

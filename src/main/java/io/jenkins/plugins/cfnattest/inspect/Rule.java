package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One rule of the catalogue. Its behaviour never changes under the same version. Stateless, so one instance serves all threads. */
public interface Rule {
    /** The id, for ever, such as {@code W41}. */
    String id();

    /** How grave. */
    RuleType type();

    /** The name cfn_nag calls it by. */
    String name();

    /** What people are told about it. */
    RuleText text();

    /** What is wrong and what to do, one sentence. */
    default String message() {
        return text().message();
    }

    /** The rule of cfn_nag that can be walked around, if this one closes the way round. */
    default Optional<String> hardens() {
        return Optional.empty();
    }

    /** Counts up when the behaviour changes; from 1. */
    int version();

    /** The resource types it reports on; it is not asked about a template that has none of them. Empty: any type. */
    Set<String> types();

    /** What it finds, in the order of the report. */
    List<Finding> check(View view);

    /** Names of the arguments it takes. */
    default Set<String> argumentNames() {
        return Set.of();
    }

    /**
     * This rule with an argument set.
     *
     * @throws RuleSetException when it takes no such argument, or the value does not fit
     */
    default Rule withArgument(String argument, String value) throws RuleSetException {
        throw new RuleSetException(
                "Expected an argument of rule " + id() + ", but it has none named " + argument + ".");
    }
}

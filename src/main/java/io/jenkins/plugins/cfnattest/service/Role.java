package io.jenkins.plugins.cfnattest.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. The words are for ever. */
public enum Role {
    /** Have templates inspected and signed. */
    ATTEST,
    /** Deploy through the gate, and see and stop what it began itself. */
    DEPLOY,
    /** Answer what others asked to let pass. */
    APPROVE,
    /** See the deployments of others. */
    READ;

    /** As files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, if there is one. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

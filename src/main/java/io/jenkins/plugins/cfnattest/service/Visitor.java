package io.jenkins.plugins.cfnattest.service;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as far as the service knows.
 *
 * @param name the caller's name; absent for whoever shows the one shared token, or where nobody is asked
 * @param roles what may be done
 * @param authenticated {@code authenticated} of the statement; empty when nobody is asked
 */
record Visitor(Optional<String> name, Set<Role> roles, Map<String, String> authenticated) {
    Visitor {
        roles = Set.copyOf(roles);
        authenticated = Map.copyOf(authenticated);
    }

    /** Where nobody is asked: attestations only. */
    static Visitor unasked() {
        return new Visitor(Optional.empty(), Set.of(Role.ATTEST), Map.of());
    }

    /** With the one shared token: attestations only, since nobody can tell who that is. */
    static Visitor shared() {
        return new Visitor(Optional.empty(), Set.of(Role.ATTEST), Map.of("method", "token"));
    }

    /** Somebody known. */
    static Visitor known(KnownCaller caller) {
        return new Visitor(
                Optional.of(caller.name()), caller.roles(), Map.of("method", "token", "caller", caller.name()));
    }

    boolean may(Role role) {
        return roles.contains(role);
    }

    /** Whether this is the caller of that name. */
    boolean is(String caller) {
        return name.map(caller::equals).orElse(false);
    }

    /**
     * Refuses who has not the role.
     *
     * @throws ProblemException (FORBIDDEN)
     */
    Visitor require(Role role) throws ProblemException {
        if (!may(role)) {
            throw new Problem(
                            ProblemType.FORBIDDEN,
                            "Expected a caller with the role '" + role.word()
                                    + "', but this one has not. Ask whoever runs the service.")
                    .thrown();
        }
        return this;
    }
}

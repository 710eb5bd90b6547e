package io.jenkins.plugins.cfnattest.plugin.run;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.security.core.Authentication;

/**
 * Who had a part in starting a build, the builds before it included: none of them lets its refusals pass. Where somebody started it whom Jenkins
 * does not name (by the token of a job, say), it could be anybody, and nobody does.
 *
 * @param users ids of users
 * @param complete whether these are all
 */
record Starters(SortedSet<String> users, boolean complete) {
    Starters {
        users = Collections.unmodifiableSortedSet(new TreeSet<>(users));
    }

    /**
     * Reads them from the causes of a build.
     *
     * @param identity the user the build authenticates as, if any
     */
    static Starters of(List<Cause> causes, Optional<String> identity) {
        SortedSet<String> users = new TreeSet<>();
        identity.ifPresent(users::add);
        boolean complete = !causes.isEmpty();
        List<Cause> open = new ArrayList<>(causes);
        while (!open.isEmpty()) {
            Cause cause = open.remove(open.size() - 1);
            if (cause instanceof Cause.UserIdCause user) {
                complete &= user.getUserId() != null;
                Optional.ofNullable(user.getUserId()).ifPresent(users::add);
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                complete &= !upstream.getUpstreamCauses().isEmpty();
                open.addAll(upstream.getUpstreamCauses());
            } else {
                complete &= !isAnonymous(cause);
            }
        }
        return new Starters(users, complete);
    }

    private static boolean isAnonymous(Cause cause) {
        return cause instanceof Cause.RemoteCause
                || cause instanceof Cause.LegacyCodeCause
                || cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause;
    }

    /** Who asks, as an approval says it: these users, or the build where there is none. */
    String requester(Run<?, ?> run) {
        return users.isEmpty()
                ? run.getParent().getFullName() + " #" + Integer.toString(run.getNumber())
                : String.join(", ", users);
    }

    /** Why whoever this is approves nothing here; absent when nothing is to be said against it. */
    Optional<String> objection(Authentication user) {
        return objection(user.getName(), !ACL.isAnonymous2(user) && !ACL.SYSTEM2.equals(user));
    }

    /** Why this user approves nothing here; absent when nothing is to be said against it. */
    Optional<String> objection(String user, boolean signedIn) {
        if (!signedIn || user.isBlank()) {
            return Optional.of("Only somebody who is signed in answers this. Sign in.");
        }
        if (users.stream().anyMatch(one -> one.strip().equalsIgnoreCase(user.strip()))) {
            return Optional.of("Nobody lets pass what he asked for himself, and '" + user
                    + "' started this build, or one before it, or is whom it runs as. Ask somebody else.");
        }
        if (!complete) {
            return Optional.of("Jenkins does not know who started this build, or one before it, so it might be you."
                    + " Have it started by a user who is signed in.");
        }
        return Optional.empty();
    }
}

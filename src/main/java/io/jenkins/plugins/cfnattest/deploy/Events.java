package io.jenkins.plugins.cfnattest.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * The events of one execution: new ones only, oldest first, each told once, and what they say about the stack. CloudFormation marks each event with
 * the client token of what caused it; some servers that look like it do not, and then every event without a token counts.
 */
final class Events {
    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");
    private static final String CANCELLED = "cancelled";
    private static final String NOT_SHOWN =
            "(not shown: it may quote a secret parameter whose value is not known here)";
    private static final Comparator<StackEvent> BY_TIME =
            Comparator.comparing(StackEvent::timestamp, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final CloudFormation cloudFormation;
    private final Running running;
    private final DeploymentListener listener;
    private final Set<String> tokens = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private boolean reasonsShown = true;
    private boolean tokenSeen;
    private boolean failed;
    private String status = "";
    private Optional<String> failure = Optional.empty();

    Events(CloudFormation cloudFormation, Running running, DeploymentListener listener) {
        this.cloudFormation = cloudFormation;
        this.running = running;
        this.listener = listener;
        this.tokens.add(ExecutionToken.of(running.changeSetId()));
    }

    /** Events with this token are ours too. */
    void count(String token) {
        tokens.add(token);
    }

    /** Reasons are withheld from now on: they may quote a secret that cannot be blotted out, since its value is not known. */
    void hideReasons() {
        reasonsShown = false;
    }

    /** Whether no secret can stand in what AWS says, or each can be blotted out. */
    boolean areReasonsShown() {
        return reasonsShown;
    }

    /** Call it before the execution: what the stack told until now is not new. */
    void rememberPast() throws DeploymentException, InterruptedException {
        String next = null;
        do {
            DescribeStackEventsResponse page = cloudFormation.events(running.stackId(), next);
            page.stackEvents().forEach(event -> known.add(event.eventId()));
            next = isNewestFirst(page) ? null : page.nextToken();
        } while (next != null);
    }

    /**
     * Call it when the execution was started long ago: what the stack told before that is not new.
     *
     * @param since when its change set was made, where that is known; it divides the events where none has our token
     */
    void rememberPastUntil(Optional<Instant> since) throws DeploymentException, InterruptedException {
        List<StackEvent> all = unknown();
        int first = 0;
        while (first < all.size() && !isOurs(all.get(first))) {
            first++;
        }
        boolean marked = first < all.size();
        for (int i = 0; i < all.size(); i++) {
            StackEvent event = all.get(i);
            boolean past = marked ? i < first : isBefore(event, since);
            if (past) {
                known.add(event.eventId());
            }
        }
    }

    private static boolean isBefore(StackEvent event, Optional<Instant> since) {
        return since.isEmpty() || event.timestamp() == null || event.timestamp().isBefore(since.get());
    }

    private boolean isOurs(StackEvent event) {
        return tokens.contains(event.clientRequestToken());
    }

    /** Whether any event, told or not, has our token: then CloudFormation executes this, or has executed it. */
    boolean areThere() throws DeploymentException, InterruptedException {
        return unknown().stream().anyMatch(this::isOurs);
    }

    /** Tells what is new. Returns whether anything was. */
    boolean tellNew() throws DeploymentException, InterruptedException {
        List<StackEvent> fresh = unknown();
        for (StackEvent event : fresh) {
            known.add(event.eventId());
            tell(event);
        }
        return !fresh.isEmpty();
    }

    /** What is not known yet, oldest first, whichever way the server orders it. */
    private List<StackEvent> unknown() throws DeploymentException, InterruptedException {
        List<StackEvent> fresh = new ArrayList<>();
        String next = null;
        do {
            DescribeStackEventsResponse page = cloudFormation.events(running.stackId(), next);
            boolean reachedKnown = false;
            for (StackEvent event : page.stackEvents()) {
                boolean isKnown = known.contains(event.eventId());
                reachedKnown |= isKnown && isNewestFirst(page);
                if (!isKnown && !reachedKnown) {
                    fresh.add(event);
                }
            }
            next = reachedKnown ? null : page.nextToken();
        } while (next != null);
        Collections.reverse(fresh);
        // Stable, so that what happened in the same moment keeps its order.
        fresh.sort(BY_TIME);
        return fresh;
    }

    private static boolean isNewestFirst(DescribeStackEventsResponse page) {
        List<StackEvent> events = page.stackEvents();
        return events.isEmpty() || BY_TIME.compare(events.get(0), events.get(events.size() - 1)) >= 0;
    }

    private void tell(StackEvent event) {
        String resourceStatus = String.valueOf(event.resourceStatusAsString());
        String reason = reason(event);
        if (isOurs(event) && !tokenSeen) {
            // This server marks its events, so what came without our mark was somebody else's.
            tokenSeen = true;
            failed = false;
            status = "";
            failure = Optional.empty();
        }
        boolean counts = isOurs(event) || (!tokenSeen && event.clientRequestToken() == null);
        if (counts && running.stackId().equals(event.physicalResourceId())) {
            turn(resourceStatus);
        } else if (counts) {
            noteFailure(event, resourceStatus, reason);
        }
        listener.event(new DeploymentListener.StackEvent(
                event.timestamp() == null ? Instant.EPOCH : event.timestamp(),
                String.valueOf(event.logicalResourceId()),
                String.valueOf(event.resourceType()),
                resourceStatus,
                reason));
    }

    private String reason(StackEvent event) {
        String said = event.resourceStatusReason() == null
                ? ""
                : LINE_ENDS.matcher(event.resourceStatusReason().strip()).replaceAll(" ");
        return said.isEmpty() || reasonsShown ? cloudFormation.clean(said) : NOT_SHOWN;
    }

    /** What failed stays failed, whatever a later operation makes of the stack. */
    private void turn(String next) {
        boolean good = StackState.succeeded(next);
        if (StackState.REVIEW.equals(next) || (failed && good)) {
            return;
        }
        failed |= StackState.fails(next);
        status = next;
    }

    private void noteFailure(StackEvent event, String resourceStatus, String reason) {
        boolean effect = reason.toLowerCase(Locale.ROOT).contains(CANCELLED);
        if (failure.isEmpty() && resourceStatus.endsWith("_FAILED") && !effect) {
            failure = Optional.of(event.logicalResourceId() + " (" + event.resourceType() + ") is in " + resourceStatus
                    + (reason.isEmpty() ? ", without a reason" : ": " + reason));
        }
    }

    /** The stack's status as its own events tell it; empty before the first of them. */
    String status() {
        return status;
    }

    /** Whether the stack's own events said that this did not work. */
    boolean failed() {
        return failed;
    }

    /** Whether the events are surely this execution's. */
    boolean areMarked() {
        return tokenSeen;
    }

    /** The first resource that failed, and why. */
    Optional<String> failure() {
        return failure;
    }
}

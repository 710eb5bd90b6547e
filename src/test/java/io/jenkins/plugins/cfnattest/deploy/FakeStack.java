package io.jenkins.plugins.cfnattest.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stack of the double, with its change sets and what happened to it. */
final class FakeStack {
    private static final String TYPE = "AWS::CloudFormation::Stack";

    final String name;
    final String id;
    final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
    /** Newest first, as CloudFormation answers. */
    final List<Event> events = new ArrayList<>();

    String status;
    String template = "";
    Map<String, String> parameters = new TreeMap<>();
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> outputs = new TreeMap<>();
    String role;
    private final Deque<Event> coming = new ArrayDeque<>();
    private int numbered;

    FakeStack(String name, String id, String status) {
        this.name = name;
        this.id = id;
        this.status = status;
    }

    /** One event. */
    record Event(
            String id, String logicalId, String physicalId, String type, String status, String reason, String token) {
        static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    }

    /** A change set and what it would make of the stack. */
    static final class ChangeSet {
        String id;
        String clientToken;
        boolean creates;
        int looksUntilMade;
        String status = "CREATE_COMPLETE";
        String reason;
        String executionStatus = "AVAILABLE";
        String template;
        Map<String, String> parameters;
        Map<String, String> tags;
        List<String> capabilities;
        String role;

        void fail(String why) {
            status = "FAILED";
            executionStatus = "UNAVAILABLE";
            reason = why;
        }
    }

    /** Starts the execution: its events come later, a few with each look. */
    void execute(ChangeSet changeSet, String token, Optional<String> failure, Optional<String> end) {
        changeSets.values().removeIf(other -> other != changeSet);
        changeSet.executionStatus = "EXECUTE_IN_PROGRESS";
        String verb = changeSet.creates ? "CREATE" : "UPDATE";
        come(name, id, TYPE, verb + "_IN_PROGRESS", "User Initiated", token);
        Map<String, String> resources = new FakeTemplate(changeSet.template).resources();
        resources.forEach((logical, type) -> come(logical, "", type, verb + "_IN_PROGRESS", null, token));
        if (failure.isPresent()) {
            fail(verb, resources, failure.get(), token);
        } else {
            resources.forEach(
                    (logical, type) -> come(logical, "made-" + logical, type, verb + "_COMPLETE", null, token));
            if (!changeSet.creates) {
                come(name, id, TYPE, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null, token);
            }
            come(name, id, TYPE, end.orElse(verb + "_COMPLETE"), null, token);
            template = changeSet.template;
            parameters = changeSet.parameters;
            tags = changeSet.tags;
            outputs = new FakeTemplate(template).outputs(parameters);
        }
        role = changeSet.role == null ? role : changeSet.role;
    }

    private void fail(String verb, Map<String, String> resources, String reason, String token) {
        boolean first = true;
        for (Map.Entry<String, String> one : resources.entrySet()) {
            String why = first ? reason : "Resource operation cancelled";
            come(one.getKey(), "", one.getValue(), verb + "_FAILED", why, token);
            first = false;
        }
        String prefix = "CREATE".equals(verb) ? "" : "UPDATE_";
        come(name, id, TYPE, prefix + "ROLLBACK_IN_PROGRESS", "The following resource(s) failed", token);
        if (!prefix.isEmpty()) {
            come(name, id, TYPE, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", null, token);
        }
        come(name, id, TYPE, prefix + "ROLLBACK_COMPLETE", null, token);
    }

    /** An event that waits for a look. */
    void come(String logicalId, String physicalId, String type, String what, String reason, String token) {
        coming.add(event(logicalId, physicalId, type, what, reason, token));
    }

    /** An event of the stack itself that has happened. */
    void happened(String what, String token) {
        happen(event(name, id, TYPE, what, null, token));
    }

    private Event event(String logicalId, String physicalId, String type, String what, String reason, String token) {
        numbered++;
        return new Event(name + "-event-" + numbered, logicalId, physicalId, type, what, reason, token);
    }

    /** Lets the next events happen. */
    void advance(int count) {
        for (int i = 0; i < count && !coming.isEmpty(); i++) {
            happen(coming.remove());
        }
    }

    private void happen(Event event) {
        events.add(0, event);
        if (event.physicalId().equals(id)) {
            status = event.status();
        }
    }
}

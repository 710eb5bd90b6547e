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
    String policy;
    Boolean isProtected;
    ChangeSet executed;
    private ChangeSet executing;
    String token;
    private Runnable undo = () -> {};
    boolean protectedFromDeletion;
    List<String> capabilities = List.of();
    List<String> topics = List.of();
    /** Logical id to status of what is left of it. */
    final Map<String, String> left = new TreeMap<>();

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

        /** Each event a second after the one before it. */
        Instant at() {
            return AT.plusSeconds(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)));
        }

        Event unmarked() {
            return new Event(id, logicalId, physicalId, type, status, reason, null);
        }
    }

    /** A change set and what it would make of the stack. */
    static final class ChangeSet {
        String id;
        String formerId;
        String clientToken;
        Instant madeAt = Event.AT;
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
        List<String> topics = List.of();
        List<String> alarms = List.of();
        String monitoring;
        String onFailure;
        /** Further elements of the answer. */
        final Map<String, String> more = new TreeMap<>();

        void fail(String why) {
            status = "FAILED";
            executionStatus = "UNAVAILABLE";
            reason = why;
        }
    }

    /** Starts the execution: its events come later, a few with each look. */
    void execute(ChangeSet changeSet, String token, Optional<String> failure, Optional<String> end, FakeHabits habits) {
        changeSets.values().removeIf(other -> other != changeSet);
        this.token = token;
        executing = habits.marksExecuted ? changeSet : new ChangeSet();
        executed = changeSet;
        Map<String, String> formerParameters = parameters;
        Map<String, String> formerTags = tags;
        Map<String, String> formerOutputs = outputs;
        String formerTemplate = template;
        undo = () -> {
            template = formerTemplate;
            parameters = formerParameters;
            tags = formerTags;
            outputs = formerOutputs;
        };
        executing.executionStatus = "EXECUTE_IN_PROGRESS";
        String verb = changeSet.creates ? "CREATE" : "UPDATE";
        come(name, id, TYPE, verb + "_IN_PROGRESS", "User Initiated", token);
        Map<String, String> resources = new FakeTemplate(changeSet.template).resources();
        resources.forEach((logical, type) -> come(logical, "", type, verb + "_IN_PROGRESS", null, token));
        if (failure.isPresent()) {
            fail(verb, resources, failure.get(), end);
            if (changeSet.creates && habits.deletesFailedCreation) {
                coming.removeLast();
                come(name, id, TYPE, "DELETE_IN_PROGRESS", null, token);
                come(name, id, TYPE, "DELETE_COMPLETE", null, token);
            }
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
            capabilities = changeSet.capabilities;
            topics = changeSet.topics;
            outputs = new FakeTemplate(template).outputs(parameters);
        }
        role = changeSet.role == null ? role : changeSet.role;
    }

    /** What still runs is cancelled and rolled back. */
    void cancel(String cancelToken) {
        coming.clear();
        undo.run();
        come(name, id, TYPE, "UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated", cancelToken);
        come(name, id, TYPE, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", null, cancelToken);
        come(name, id, TYPE, "UPDATE_ROLLBACK_COMPLETE", null, cancelToken);
    }

    private void fail(String verb, Map<String, String> resources, String reason, Optional<String> end) {
        boolean first = true;
        for (Map.Entry<String, String> one : resources.entrySet()) {
            String why = first ? reason : "Resource operation cancelled";
            come(one.getKey(), "", one.getValue(), verb + "_FAILED", why, token);
            first = false;
        }
        if (end.isPresent()) {
            come(name, id, TYPE, end.get(), null, token);
            return;
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
            finish(event.status());
        }
    }

    private void finish(String end) {
        if (executing != null && !end.endsWith("_IN_PROGRESS") && !end.equals("REVIEW_IN_PROGRESS")) {
            boolean good = end.endsWith("_COMPLETE") && !end.contains("ROLLBACK") && !end.startsWith("DELETE");
            executing.executionStatus = good ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
            executing = null;
        }
    }

    /** When the next thing happens. */
    Instant now() {
        return Event.AT.plusSeconds(numbered).plusMillis(500);
    }
}

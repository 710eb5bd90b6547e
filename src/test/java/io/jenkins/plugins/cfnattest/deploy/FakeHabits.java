package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.deploy.FakeStack.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the double runs deployments and tells of them; servers that only look like CloudFormation have other habits. */
public final class FakeHabits {
    private boolean marksEvents = true;
    private boolean tellsEvents = true;
    private boolean oldestFirst;
    boolean marksExecuted = true;
    boolean namesChangeSet = true;
    boolean deletesFailedCreation;
    boolean forgetsDeleted;

    FakeHabits() {}

    /** Events carry no client token. */
    public void markNoEvents() {
        marksEvents = false;
    }

    /** There are no events at all. */
    public void tellNoEvents() {
        tellsEvents = false;
    }

    /** Events come oldest first. */
    public void tellOldestFirst() {
        oldestFirst = true;
    }

    /** A change set stays executable for ever. */
    public void markNothingExecuted() {
        marksExecuted = false;
    }

    /** A stack does not say which change set made it what it is. */
    public void nameNoChangeSet() {
        namesChangeSet = false;
    }

    /** A stack whose creation fails is deleted. */
    public void deleteFailedCreation() {
        deletesFailedCreation = true;
    }

    /** A deleted stack is not even found by its ARN. */
    public void forgetDeleted() {
        forgetsDeleted = true;
    }

    /** The stack's events as they are told. */
    List<Event> told(FakeStack stack) {
        if (!tellsEvents) {
            return List.of();
        }
        List<Event> told = new ArrayList<>(stack.events);
        if (oldestFirst) {
            Collections.reverse(told);
        }
        return marksEvents ? told : told.stream().map(Event::unmarked).toList();
    }
}

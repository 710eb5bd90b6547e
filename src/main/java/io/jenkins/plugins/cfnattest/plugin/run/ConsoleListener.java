package io.jenkins.plugins.cfnattest.plugin.run;

import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import java.util.ArrayList;
import java.util.List;

/** Writes what happens during a deployment to the console as it happens, and keeps what the report needs. */
public final class ConsoleListener implements DeploymentListener {
    private static final int MOST_EVENTS = 2000;

    private final TaskListener console;
    private final DeploymentAction report;
    private final List<EventRow> events = new ArrayList<>();

    public ConsoleListener(TaskListener console, DeploymentAction report) {
        this.console = console;
        this.report = report;
    }

    @Override
    public void decided(Decision decision) {
        report.decided(decision);
    }

    @Override
    public void planned(Plan plan) {
        report.planned(plan);
    }

    @Override
    public void step(String sentence) {
        console.getLogger().println(Printable.of(sentence));
    }

    @Override
    public void event(StackEvent event) {
        console.getLogger()
                .println(Printable.of(event.at() + "  " + event.status() + "  " + event.resourceType() + "  "
                        + event.logicalResourceId() + (event.reason().isEmpty() ? "" : "  " + event.reason())));
        synchronized (events) {
            if (events.size() < MOST_EVENTS) {
                events.add(new EventRow(event));
            }
        }
    }

    /** The events so far, oldest first. */
    public List<EventRow> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }
}

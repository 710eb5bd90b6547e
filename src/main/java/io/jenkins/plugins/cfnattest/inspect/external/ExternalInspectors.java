package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The external inspectors that stand behind the built-in rules, asked one after the other. Stateless, so one instance serves all threads. */
public final class ExternalInspectors {
    private final List<ExternalInspector> inspectors;

    /**
     * @param ours the environment of this process, of which each inspector inherits what its configuration lists
     * @param log where a line goes with what a failing command wrote to standard error; it is printable, but may hold what the
     *     command knows, so it belongs to those who run it and not into a report
     * @throws IllegalArgumentException when two have one name
     */
    public ExternalInspectors(List<InspectorConfig> configs, Map<String, String> ours, Consumer<String> log) {
        Set<String> names = new HashSet<>();
        for (InspectorConfig config : configs) {
            if (!names.add(config.name())) {
                throw new IllegalArgumentException(
                        "Expected each inspector to have a name of its own, but two are called '" + config.name()
                                + "'. Rename one.");
            }
        }
        this.inspectors = configs.stream()
                .map(config -> new ExternalInspector(config, ours, log))
                .toList();
    }

    /** None: the built-in rules stand alone. */
    public static ExternalInspectors none() {
        return new ExternalInspectors(List.of(), Map.of(), line -> {});
    }

    /**
     * What each says about these bytes, in the order of the configuration. A command that fails is a {@code FATAL} violation of its
     * report.
     *
     * @throws InterruptedException when this thread is interrupted; nothing is left running then
     */
    public List<ExternalReport> inspect(byte[] template) throws InterruptedException {
        List<ExternalReport> reports = new ArrayList<>();
        for (ExternalInspector inspector : inspectors) {
            reports.add(inspector.inspect(template));
        }
        return reports;
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return inspectors.isEmpty();
    }
}

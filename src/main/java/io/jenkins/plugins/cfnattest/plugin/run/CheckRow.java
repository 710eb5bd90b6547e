package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One check of the gate and what it said. Stored with the build. */
@ExportedBean(defaultVisibility = 2)
public final class CheckRow {
    private final int number;
    private final String name;
    private final String outcome;
    private final List<String> reasons;
    private final List<String> notes;

    CheckRow(CheckResult check) {
        this.number = check.number();
        this.name = check.name();
        this.outcome = check.outcome().name();
        this.reasons =
                new ArrayList<>(check.refusals().stream().map(Refusal::toString).toList());
        this.notes = new ArrayList<>(check.notes());
    }

    @Exported
    public int getNumber() {
        return number;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Why it refused, or would have, {@code CODE: sentence} each. */
    @Exported
    public List<String> getReasons() {
        return new ArrayList<>(reasons);
    }

    /** What else people should know. */
    @Exported
    public List<String> getNotes() {
        return notes == null ? new ArrayList<>() : new ArrayList<>(notes);
    }

    /** Jenkins' symbol for the outcome. */
    public String getSymbol() {
        return Symbols.ofCheck(outcome);
    }
}

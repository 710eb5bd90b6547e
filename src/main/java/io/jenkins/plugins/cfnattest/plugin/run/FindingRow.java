package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One line of the table of violations: a rule and one place. Stored with the build. */
@ExportedBean(defaultVisibility = 2)
public final class FindingRow {
    private final String rule;
    private final String type;
    private final String message;
    private final String resource;
    private final int line;
    private final String property;

    private FindingRow(ViolationRef violation, String resource, int line, String property) {
        this.rule = violation.id();
        this.type = violation.type();
        this.message = violation.message();
        this.resource = resource;
        this.line = line;
        this.property = property;
    }

    /** A line for each place of each violation; one of the whole template has no place and gets one line. */
    static List<FindingRow> of(List<ViolationRef> violations, int limit) {
        List<FindingRow> rows = new ArrayList<>();
        for (ViolationRef violation : violations) {
            if (violation.logicalResourceIds().isEmpty()) {
                rows.add(new FindingRow(violation, "", 0, ""));
            }
            for (int i = 0; i < violation.logicalResourceIds().size(); i++) {
                rows.add(new FindingRow(
                        violation,
                        violation.logicalResourceIds().get(i),
                        violation.lineNumbers().get(i),
                        violation.propertyPaths().get(i)));
            }
        }
        return new ArrayList<>(rows.subList(0, Math.min(limit, rows.size())));
    }

    @Exported
    public String getRule() {
        return rule;
    }

    @Exported
    public String getType() {
        return type;
    }

    @Exported
    public String getMessage() {
        return message;
    }

    @Exported
    public String getResource() {
        return resource;
    }

    /** From 1; 0 when there is no line to show. */
    @Exported
    public int getLine() {
        return line;
    }

    @Exported
    public String getProperty() {
        return property;
    }

    /** Whether it fails the template. */
    public boolean isFailing() {
        return "FAIL".equals(type);
    }
}

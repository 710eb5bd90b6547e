package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.deploy.Plan;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One change of a change set. Stored with the build. */
@ExportedBean(defaultVisibility = 2)
public final class ChangeRow {
    private final String action;
    private final String resource;
    private final String type;
    private final String replacement;

    ChangeRow(Plan.Change change) {
        this.action = change.action();
        this.resource = change.logicalResourceId();
        this.type = change.resourceType();
        this.replacement = change.replacement();
    }

    @Exported
    public String getAction() {
        return action;
    }

    @Exported
    public String getResource() {
        return resource;
    }

    @Exported
    public String getType() {
        return type;
    }

    @Exported
    public String getReplacement() {
        return replacement;
    }
}

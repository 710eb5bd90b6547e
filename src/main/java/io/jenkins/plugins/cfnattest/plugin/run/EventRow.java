package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.deploy.DeploymentListener.StackEvent;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One event of a stack. Stored with the build. */
@ExportedBean(defaultVisibility = 2)
public final class EventRow {
    private final String at;
    private final String resource;
    private final String type;
    private final String status;
    private final String reason;

    EventRow(StackEvent event) {
        this.at = event.at().toString();
        this.resource = event.logicalResourceId();
        this.type = event.resourceType();
        this.status = event.status();
        this.reason = event.reason();
    }

    @Exported
    public String getAt() {
        return at;
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
    public String getStatus() {
        return status;
    }

    @Exported
    public String getReason() {
        return reason;
    }
}

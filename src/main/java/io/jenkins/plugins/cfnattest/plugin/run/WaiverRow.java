package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.envelope.Waiver;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One waiver without which the gate would have refused. Stored with the build. */
@ExportedBean(defaultVisibility = 2)
public final class WaiverRow {
    private final String rule;
    private final String resource;
    private final String owner;
    private final String reason;
    private final String ticket;
    private final String expiresAt;

    WaiverRow(Waiver waiver) {
        this.rule = waiver.rule();
        this.resource = waiver.logicalResourceId();
        this.owner = waiver.owner();
        this.reason = waiver.reason();
        this.ticket = waiver.ticket();
        this.expiresAt = waiver.expiresAt().toString();
    }

    @Exported
    public String getRule() {
        return rule;
    }

    /** The resource; empty: the whole template. */
    @Exported
    public String getResource() {
        return resource;
    }

    @Exported
    public String getOwner() {
        return owner;
    }

    @Exported
    public String getReason() {
        return reason;
    }

    @Exported
    public String getTicket() {
        return ticket;
    }

    /** First instant at which it does not hold any more. */
    @Exported
    public String getExpiresAt() {
        return expiresAt;
    }
}

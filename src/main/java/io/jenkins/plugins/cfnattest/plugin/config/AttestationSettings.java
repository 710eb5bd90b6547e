package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What is configured, as it lies on the disk and as configuration as code sets it. A setter refuses what is wrong by itself. What is wrong between settings can be
 * said only when all of them are set, so it is refused when a bulk of changes is saved: configuration as code makes one of all it sets. After a refusal everything is
 * as it was. A file on the disk is taken as it is, since what it names may come later; {@link ConfigurationMonitor} shows what is wrong with it, and each use refuses it.
 */
public abstract class AttestationSettings extends GlobalConfiguration {
    // Replaced as a whole, by one thread at a time; read by any.
    private volatile List<ControllerKey> controllerKeys = new ArrayList<>();
    private volatile List<ServiceEntry> services = new ArrayList<>();
    private volatile List<TrustedKeyEntry> trustedKeys = new ArrayList<>();
    private volatile List<TargetEntry> targets = new ArrayList<>();
    private volatile String defaultKey = "";
    private volatile String defaultService = "";
    private volatile List<PolicyEntry> policies = new ArrayList<>();
    private volatile String gateKey = "";
    private volatile String recordFolder = "";
    private volatile String recordKey = "";

    /** What was in force before the change that is being made. */
    private transient Configured kept = configured();

    /** Only the one configuration. */
    AttestationSettings() {}

    @NonNull
    public List<ControllerKey> getControllerKeys() {
        return new ArrayList<>(controllerKeys);
    }

    @DataBoundSetter
    public void setControllerKeys(List<ControllerKey> controllerKeys) throws SettingException {
        change(
                () -> Names.checkAll("key", controllerKeys),
                () -> this.controllerKeys = new ArrayList<>(controllerKeys));
    }

    @NonNull
    public List<ServiceEntry> getServices() {
        return new ArrayList<>(services);
    }

    @DataBoundSetter
    public void setServices(List<ServiceEntry> services) throws SettingException {
        change(() -> Names.checkAll("service", services), () -> this.services = new ArrayList<>(services));
    }

    @NonNull
    public List<TrustedKeyEntry> getTrustedKeys() {
        return new ArrayList<>(trustedKeys);
    }

    @DataBoundSetter
    public void setTrustedKeys(List<TrustedKeyEntry> trustedKeys) throws SettingException {
        change(
                () -> {
                    Names.checkAll("trusted key", trustedKeys);
                    Configured.trusted(trustedKeys);
                },
                () -> this.trustedKeys = new ArrayList<>(trustedKeys));
    }

    @NonNull
    public List<TargetEntry> getTargets() {
        return new ArrayList<>(targets);
    }

    @DataBoundSetter
    public void setTargets(List<TargetEntry> targets) throws SettingException {
        change(() -> Names.checkAll("target", targets), () -> this.targets = new ArrayList<>(targets));
    }

    @NonNull
    public String getDefaultKey() {
        return defaultKey;
    }

    /** Name of the key that attests when a step names neither key nor service. */
    @DataBoundSetter
    public void setDefaultKey(String defaultKey) throws SettingException {
        change(() -> {}, () -> this.defaultKey = Given.text(defaultKey));
    }

    @NonNull
    public String getDefaultService() {
        return defaultService;
    }

    /** Name of the service that attests when a step names neither key nor service. */
    @DataBoundSetter
    public void setDefaultService(String defaultService) throws SettingException {
        change(() -> {}, () -> this.defaultService = Given.text(defaultService));
    }

    @NonNull
    public String getGateKey() {
        return gateKey;
    }

    /** Id of the credential with the key the gate signs its own decisions with; empty: they are not signed. */
    @DataBoundSetter
    public void setGateKey(String gateKey) throws SettingException {
        change(
                () -> GateSettings.checkKey("the gate's key", Given.text(gateKey)),
                () -> this.gateKey = Given.text(gateKey));
    }

    @NonNull
    public List<PolicyEntry> getPolicies() {
        return new ArrayList<>(policies);
    }

    @DataBoundSetter
    public void setPolicies(List<PolicyEntry> policies) throws SettingException {
        change(() -> Names.checkAll("policy", policies), () -> this.policies = new ArrayList<>(policies));
    }

    @NonNull
    public String getRecordFolder() {
        return recordFolder;
    }

    /** Folder of the record on the controller; empty: there is no record. */
    @DataBoundSetter
    public void setRecordFolder(String recordFolder) throws SettingException {
        change(
                () -> GateSettings.checkFolder(Given.text(recordFolder)),
                () -> this.recordFolder = Given.text(recordFolder));
    }

    @NonNull
    public String getRecordKey() {
        return recordKey;
    }

    /** Id of the credential with the record's own key. */
    @DataBoundSetter
    public void setRecordKey(String recordKey) throws SettingException {
        change(
                () -> GateSettings.checkKey("the record's key", Given.text(recordKey)),
                () -> this.recordKey = Given.text(recordKey));
    }

    final synchronized Configured configured() {
        return new Configured(
                controllerKeys,
                services,
                trustedKeys,
                targets,
                policies,
                defaultKey,
                defaultService,
                gateKey,
                recordFolder,
                recordKey);
    }

    /** Puts all of it in force and on the disk; it was checked. */
    final synchronized void keep(Configured checked) {
        take(checked);
        write();
    }

    @Override
    public final synchronized void load() {
        super.load();
        kept = configured();
    }

    /**
     * Saves a bulk of changes.
     *
     * @throws IllegalStateException when the settings contradict each other; they are then as they were before
     */
    @Override
    public final synchronized void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        try {
            configured().check();
        } catch (SettingException e) {
            take(kept);
            throw new IllegalStateException(
                    "The configuration of CloudFormation attestation is refused. " + e.getMessage(), e);
        }
        write();
    }

    private synchronized void change(Checks.Check check, Runnable change) throws SettingException {
        try {
            check.run();
        } catch (SettingException e) {
            take(kept);
            throw e;
        }
        change.run();
        if (!BulkChange.contains(this)) {
            write();
        }
    }

    private void take(Configured other) {
        controllerKeys = new ArrayList<>(other.controllerKeys());
        services = new ArrayList<>(other.services());
        trustedKeys = new ArrayList<>(other.trustedKeys());
        targets = new ArrayList<>(other.targets());
        policies = new ArrayList<>(other.policies());
        defaultKey = other.defaultKey();
        defaultService = other.defaultService();
        gateKey = other.gateKey();
        recordFolder = other.recordFolder();
        recordKey = other.recordKey();
    }

    private void write() {
        super.save();
        kept = configured();
    }
}

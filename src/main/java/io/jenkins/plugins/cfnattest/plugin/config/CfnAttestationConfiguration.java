package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The controller's configuration, for administrators only. Everything in it is checked when the form is saved, and again on each use: what
 * comes from a file or from configuration as code never saw the form.
 */
@Extension
@Symbol("cfnAttestation")
public final class CfnAttestationConfiguration extends GlobalConfiguration {
    private static final String GATE = "cfn-attestation/gate";

    /** Stands in decisions where nobody told Jenkins its own address. */
    private static final String NAMELESS_GATE = "urn:cfn-attestation:gate:jenkins";

    private List<ControllerKey> controllerKeys = new ArrayList<>();
    private List<ServiceEntry> services = new ArrayList<>();
    private List<TrustedKeyEntry> trustedKeys = new ArrayList<>();
    private List<TargetEntry> targets = new ArrayList<>();
    private String defaultKey = "";
    private String defaultService = "";
    private List<PolicyEntry> policies = new ArrayList<>();
    private String gateKey = "";
    private String recordFolder = "";
    private String recordKey = "";

    public CfnAttestationConfiguration() {
        load();
    }

    /** The one there is. */
    @NonNull
    public static CfnAttestationConfiguration get() {
        return ExtensionList.lookupSingleton(CfnAttestationConfiguration.class);
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Messages.CfnAttestationConfiguration_DisplayName();
    }

    @NonNull
    public List<ControllerKey> getControllerKeys() {
        return new ArrayList<>(controllerKeys);
    }

    @DataBoundSetter
    public void setControllerKeys(List<ControllerKey> controllerKeys) {
        this.controllerKeys = new ArrayList<>(controllerKeys);
        save();
    }

    @NonNull
    public List<ServiceEntry> getServices() {
        return new ArrayList<>(services);
    }

    @DataBoundSetter
    public void setServices(List<ServiceEntry> services) {
        this.services = new ArrayList<>(services);
        save();
    }

    @NonNull
    public List<TrustedKeyEntry> getTrustedKeys() {
        return new ArrayList<>(trustedKeys);
    }

    @DataBoundSetter
    public void setTrustedKeys(List<TrustedKeyEntry> trustedKeys) {
        this.trustedKeys = new ArrayList<>(trustedKeys);
        save();
    }

    @NonNull
    public List<TargetEntry> getTargets() {
        return new ArrayList<>(targets);
    }

    @DataBoundSetter
    public void setTargets(List<TargetEntry> targets) {
        this.targets = new ArrayList<>(targets);
        save();
    }

    @NonNull
    public String getDefaultKey() {
        return defaultKey;
    }

    /** Name of the key that attests when a step names neither key nor service. */
    @DataBoundSetter
    public void setDefaultKey(String defaultKey) {
        this.defaultKey = Given.text(defaultKey);
        save();
    }

    @NonNull
    public String getDefaultService() {
        return defaultService;
    }

    /** Name of the service that attests when a step names neither key nor service. */
    @DataBoundSetter
    public void setDefaultService(String defaultService) {
        this.defaultService = Given.text(defaultService);
        save();
    }

    @NonNull
    public String getGateKey() {
        return gateKey;
    }

    /** Id of the credential with the key the gate signs its own decisions with; empty: they are not signed. */
    @DataBoundSetter
    public void setGateKey(String gateKey) {
        this.gateKey = Given.text(gateKey);
        save();
    }

    @NonNull
    public List<PolicyEntry> getPolicies() {
        return new ArrayList<>(policies);
    }

    @DataBoundSetter
    public void setPolicies(List<PolicyEntry> policies) {
        this.policies = new ArrayList<>(policies);
        save();
    }

    @NonNull
    public String getRecordFolder() {
        return recordFolder;
    }

    /** Folder of the record on the controller; empty: there is no record. */
    @DataBoundSetter
    public void setRecordFolder(String recordFolder) {
        this.recordFolder = Given.text(recordFolder);
        save();
    }

    @NonNull
    public String getRecordKey() {
        return recordKey;
    }

    /** Id of the credential with the record's own key. */
    @DataBoundSetter
    public void setRecordKey(String recordKey) {
        this.recordKey = Given.text(recordKey);
        save();
    }

    /** Takes the whole form or nothing of it. */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        List<ControllerKey> keys = req.bindJSONToList(ControllerKey.class, json.opt("controllerKeys"));
        List<ServiceEntry> remote = req.bindJSONToList(ServiceEntry.class, json.opt("services"));
        List<TrustedKeyEntry> trusted = req.bindJSONToList(TrustedKeyEntry.class, json.opt("trustedKeys"));
        List<PolicyEntry> laws = req.bindJSONToList(PolicyEntry.class, json.opt("policies"));
        List<TargetEntry> places = req.bindJSONToList(TargetEntry.class, json.opt("targets"));
        String key = json.optString("defaultKey").trim();
        String service = json.optString("defaultService").trim();
        String gate = json.optString("gateKey").trim();
        String folder = json.optString("recordFolder").trim();
        String log = json.optString("recordKey").trim();
        try {
            Names.checkAll("key", keys);
            Names.checkAll("service", remote);
            Names.checkAll("trusted key", trusted);
            Names.checkAll("target", places);
            checkDefault(keys, remote, key, service);
            new GateSettings(laws, gate, gateId(), folder, log).check(trust(trusted), keys, places);
        } catch (SettingException e) {
            throw new FormException(e.getMessage(), e, "cfnAttestation");
        }
        controllerKeys = new ArrayList<>(keys);
        services = new ArrayList<>(remote);
        trustedKeys = new ArrayList<>(trusted);
        targets = new ArrayList<>(places);
        defaultKey = key;
        defaultService = service;
        policies = new ArrayList<>(laws);
        gateKey = gate;
        recordFolder = folder;
        recordKey = log;
        save();
        return true;
    }

    private static void checkDefault(List<ControllerKey> keys, List<ServiceEntry> services, String key, String service)
            throws SettingException {
        if (!key.isEmpty() && !service.isEmpty()) {
            throw new SettingException("Either a key or a service attests by default, but both are named: key '" + key
                    + "' and service '" + service + "'. Clear one.");
        }
        if (!key.isEmpty()) {
            Names.find("key", keys, key);
        }
        if (!service.isEmpty()) {
            Names.find("service", services, service);
        }
    }

    /**
     * Who attests when a pipeline names these.
     *
     * @param key name of a key of this controller, or empty
     * @param service name of a service, or empty; with neither, the configured default
     */
    public SignerChoice choose(String key, String service) throws SettingException {
        return SignerChoice.of(key, service, defaultKey, defaultService);
    }

    /** Inspects and signs as chosen. */
    public Attester attester(SignerChoice choice, Clock clock) throws SettingException {
        return choice.service()
                ? Names.find("service", services, choice.name()).attester()
                : Names.find("key", controllerKeys, choice.name()).attester(clock);
    }

    /** The keys the gate trusts. */
    public TrustedKeys trusted() throws SettingException {
        return trust(trustedKeys);
    }

    private static TrustedKeys trust(List<TrustedKeyEntry> entries) throws SettingException {
        List<TrustedKey> keys = new ArrayList<>();
        for (TrustedKeyEntry entry : entries) {
            keys.add(entry.trustedKey());
        }
        try {
            return new TrustedKeys(keys);
        } catch (IllegalArgumentException e) {
            throw new SettingException(e.getMessage(), e);
        }
    }

    /** Signs the gate's decisions, and approvals of its refusals; absent where it has no key of its own. */
    public Optional<DecisionSigner> decisionSigner() throws SettingException {
        return gate().signer(trusted(), controllerKeys);
    }

    /** The policy with this name; the default policy where the name is empty. */
    public Policy policy(String name) throws SettingException {
        return gate().policy(name);
    }

    /** The record as the gate asks it; absent where there is none. */
    public Optional<RecordLookup> record() throws SettingException {
        return gate().record();
    }

    /** Where decisions and ends of deployments are put on record; nowhere where there is no record. */
    public DecisionLog decisionLog(Optional<EndSigner> ends) throws SettingException {
        return gate().log(ends);
    }

    private GateSettings gate() {
        return new GateSettings(policies, gateKey, gateId(), recordFolder, recordKey);
    }

    private static String gateId() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? NAMELESS_GATE : root + GATE;
    }

    /** The target with this name. */
    public TargetEntry target(String name) throws SettingException {
        return Names.find("target", targets, name);
    }
}

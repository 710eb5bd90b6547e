package io.jenkins.plugins.cfnattest.plugin.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.gate.Narrowing;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.keys.SigningKeyCredential;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The controller's configuration, for administrators only: its form, and what steps take from it. Everything in it is checked when it is set, and again on each use: what
 * comes from a file was checked by nobody, and what it names may be gone.
 */
@Extension
@Symbol("cfnAttestation")
public final class CfnAttestationConfiguration extends AttestationSettings {
    private static final String GATE = "cfn-attestation/gate";

    /** Stands in decisions where nobody told Jenkins its own address. */
    private static final String NAMELESS_GATE = "urn:cfn-attestation:gate:jenkins";

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

    /** Takes the whole form or nothing of it. */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        Configured given = new Configured(
                req.bindJSONToList(ControllerKey.class, json.opt("controllerKeys")),
                req.bindJSONToList(ServiceEntry.class, json.opt("services")),
                req.bindJSONToList(TrustedKeyEntry.class, json.opt("trustedKeys")),
                req.bindJSONToList(TargetEntry.class, json.opt("targets")),
                req.bindJSONToList(PolicyEntry.class, json.opt("policies")),
                json.optString("defaultKey").trim(),
                json.optString("defaultService").trim(),
                json.optString("gateKey").trim(),
                json.optString("recordFolder").trim(),
                json.optString("recordKey").trim());
        try {
            given.check();
        } catch (SettingException e) {
            throw new FormException(e.getMessage(), e, "cfnAttestation");
        }
        keep(given);
        return true;
    }

    /** What is wrong with what is configured now; absent when nothing is. */
    Optional<String> problem() {
        try {
            configured().check();
            return Optional.empty();
        } catch (SettingException e) {
            return Optional.of(e.getMessage());
        }
    }

    @POST
    public ListBoxModel doFillGateKeyItems(@QueryParameter String gateKey) {
        return ownKeys(gateKey);
    }

    @POST
    public ListBoxModel doFillRecordKeyItems(@QueryParameter String recordKey) {
        return ownKeys(recordKey);
    }

    /** Signing keys that attest nothing, since the gate and the record have keys of their own; and what is chosen now, whatever became of it. */
    private ListBoxModel ownKeys(String current) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String chosen = Given.text(current);
        ListBoxModel items = SystemCredentials.choices(SigningKeyCredential.class, "");
        List<String> attesting = getControllerKeys().stream()
                .map(ControllerKey::getCredentialsId)
                .toList();
        items.removeIf(item -> attesting.contains(item.value));
        if (items.stream().noneMatch(item -> item.value.equals(chosen))) {
            items.add(Messages.CfnAttestationConfiguration_Unusable(chosen), chosen);
        }
        return items;
    }

    /** Answers with the public half: others need it to trust decisions. */
    @POST
    public FormValidation doCheckGateKey(@QueryParameter String value) {
        return Checks.answering(() -> {
            String id = Given.text(value);
            return id.isEmpty()
                    ? FormValidation.warning(Messages.CfnAttestationConfiguration_Unsigned())
                    : shown(own(id, "", "").gateSigningKey(trusted(), getControllerKeys()));
        });
    }

    @POST
    public FormValidation doCheckRecordFolder(@QueryParameter String value) {
        return Checks.of(() -> GateSettings.checkFolder(Given.text(value)));
    }

    /** Answers with the public half, once folder, key and record fit each other. */
    @POST
    public FormValidation doCheckRecordKey(
            @QueryParameter String value, @QueryParameter String recordFolder, @QueryParameter String gateKey) {
        return Checks.answering(() -> {
            GateSettings given = own(Given.text(gateKey), Given.text(recordFolder), Given.text(value));
            Optional<SigningKey> key = given.checkRecord(trusted(), getControllerKeys());
            return key.isPresent() ? shown(key.get()) : FormValidation.ok();
        });
    }

    private GateSettings own(String key, String folder, String log) {
        return new GateSettings(getPolicies(), key, gateId(), folder, log);
    }

    private static FormValidation shown(SigningKey key) {
        return FormValidation.okWithMarkup(PublicKeyMarkup.of(key.verificationKey()));
    }

    /**
     * Who attests when a pipeline names these.
     *
     * @param key name of a key of this controller, or empty
     * @param service name of a service, or empty; with neither, the configured default
     */
    public SignerChoice choose(String key, String service) throws SettingException {
        return SignerChoice.of(key, service, getDefaultKey(), getDefaultService());
    }

    /** Inspects and signs as chosen. */
    public Attester attester(SignerChoice choice, Clock clock) throws SettingException {
        return choice.service()
                ? Names.find("service", getServices(), choice.name()).attester()
                : Names.find("key", getControllerKeys(), choice.name()).attester(clock);
    }

    /** The keys the gate trusts. */
    public TrustedKeys trusted() throws SettingException {
        return configured().trusted();
    }

    /** Signs the gate's decisions, and approvals of its refusals; absent where it has no key of its own. */
    public Optional<DecisionSigner> decisionSigner() throws SettingException {
        return gate().signer(trusted(), getControllerKeys());
    }

    /** The policy with this name; the default policy where the name is empty. */
    public Policy policy(String name) throws SettingException {
        return gate().policy(name);
    }

    /** What the folders around this job ask for beside its target's rules and policy. */
    public List<Narrowing> narrowings(Item job) throws SettingException {
        return Narrowings.of(job, gate());
    }

    /** Says what is wrong with what a folder asks for, if anything: unknown targets or an unknown policy. */
    public void check(NarrowingSource.Wanted wanted) throws SettingException {
        for (String target : wanted.targets()) {
            target(target);
        }
        Narrowings.narrowing("folder", wanted, gate());
    }

    /** The record as the gate asks it; absent where there is none. */
    public Optional<RecordLookup> record() throws SettingException {
        return gate().record();
    }

    /** Where decisions and ends of deployments are put on record; nowhere where there is no record. */
    public DecisionLog decisionLog(Optional<EndSigner> ends) throws SettingException {
        return gate().log(ends);
    }

    /** Puts attestations on record; absent where there is no record. */
    public Optional<Recorder> recorder() throws SettingException {
        return gate().recorder();
    }

    private GateSettings gate() {
        return configured().gate(gateId());
    }

    private static String gateId() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? NAMELESS_GATE : root + GATE;
    }

    /** The target with this name. */
    public TargetEntry target(String name) throws SettingException {
        return Names.find("target", getTargets(), name);
    }
}

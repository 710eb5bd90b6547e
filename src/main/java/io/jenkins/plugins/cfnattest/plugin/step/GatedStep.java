package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.cfnattest.plugin.Given;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that ask the gate have in common: all that a deployment is decided on. */
public abstract class GatedStep extends ParameterStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final Serializable attestation;

    private final String target;
    private final String stack;
    private Texts secretParameters = Texts.none();
    private Texts tags = Texts.none();
    private List<String> capabilities = new ArrayList<>();

    @CheckForNull
    private String template;

    private List<String> waivers = new ArrayList<>();
    private boolean rollback;

    /** Only our own steps. */
    GatedStep(@CheckForNull Object attestation, @CheckForNull String target, @CheckForNull String stack) {
        this.attestation = AttestationReference.plain(attestation);
        this.target = Given.text(target);
        this.stack = Given.text(stack);
    }

    @CheckForNull
    public Object getAttestation() {
        return attestation;
    }

    @NonNull
    public String getTarget() {
        return target;
    }

    @NonNull
    public String getStack() {
        return stack;
    }

    @CheckForNull
    public String getTemplate() {
        return template;
    }

    /** A file of the workspace that must equal the attested bytes. */
    @DataBoundSetter
    public void setTemplate(@CheckForNull String template) {
        this.template = Given.orNull(template);
    }

    @NonNull
    public Map<String, ?> getSecretParameters() {
        return secretParameters.given();
    }

    /** Names of NoEcho parameters, and ids of secret texts. */
    @DataBoundSetter
    public void setSecretParameters(@CheckForNull Map<String, ?> secretParameters) {
        this.secretParameters = Texts.ofNullable(secretParameters);
    }

    @NonNull
    public Map<String, ?> getTags() {
        return tags.given();
    }

    @DataBoundSetter
    public void setTags(@CheckForNull Map<String, ?> tags) {
        this.tags = Texts.ofNullable(tags);
    }

    @NonNull
    public List<String> getCapabilities() {
        return new ArrayList<>(capabilities);
    }

    /** Capabilities to use; none: all the target allows. */
    @DataBoundSetter
    public void setCapabilities(@CheckForNull List<String> capabilities) {
        this.capabilities = capabilities == null ? new ArrayList<>() : new ArrayList<>(capabilities);
    }

    @NonNull
    public List<String> getWaivers() {
        return new ArrayList<>(waivers);
    }

    /** Paths of signed waivers: artifacts of this build, else files of the workspace. */
    @DataBoundSetter
    public void setWaivers(@CheckForNull List<String> waivers) {
        this.waivers = waivers == null ? new ArrayList<>() : new ArrayList<>(waivers);
    }

    public boolean isRollback() {
        return rollback;
    }

    /** Whether to ask to go back to an inspection older than the newest deployment; the policy has to allow it. */
    @DataBoundSetter
    public void setRollback(boolean rollback) {
        this.rollback = rollback;
    }

    /** Whether files of the workspace are read. */
    boolean readsWorkspace() {
        return template != null || getParametersFile() != null || !waivers.isEmpty();
    }

    Texts secretTexts() {
        return secretParameters;
    }

    Texts tagTexts() {
        return tags;
    }

    /** Reads the common fields of a form, which has one text field for each map and each list. */
    @Override
    void readCommon(JSONObject form) {
        super.readCommon(form);
        setTemplate(form.optString("template"));
        secretParameters = Texts.ofLines(form.optString("secretParameters"));
        tags = Texts.ofLines(form.optString("tags"));
        setCapabilities(Arrays.stream(form.optString("capabilities").split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList());
        setWaivers(form.optString("waivers")
                .lines()
                .map(String::trim)
                .filter(path -> !path.isEmpty())
                .toList());
        setRollback(form.optBoolean("rollback"));
    }
}

package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.cfnattest.plugin.Given;
import java.io.Serializable;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What the steps have in common: the template's parameters, from the pipeline and from a file of the workspace, and the region. A step may be stored with a
 * running build: it holds plain values, and of secrets only the names of their credentials.
 */
public abstract class ParameterStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private Texts parameters = Texts.none();

    @CheckForNull
    private String parametersFile;

    @CheckForNull
    private String region;

    /** Only our own steps. */
    ParameterStep() {}

    @NonNull
    public Map<String, ?> getParameters() {
        return parameters.given();
    }

    @DataBoundSetter
    public void setParameters(@CheckForNull Map<String, ?> parameters) {
        this.parameters = Texts.ofNullable(parameters);
    }

    @CheckForNull
    public String getParametersFile() {
        return parametersFile;
    }

    @DataBoundSetter
    public void setParametersFile(@CheckForNull String parametersFile) {
        this.parametersFile = Given.orNull(parametersFile);
    }

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(@CheckForNull String region) {
        this.region = Given.orNull(region);
    }

    Texts parameterTexts() {
        return parameters;
    }

    /** Reads the common fields of a form, which has one text field for all parameters. */
    void readCommon(JSONObject form) {
        parameters = Texts.ofLines(form.optString("parameters"));
        setParametersFile(form.optString("parametersFile"));
        setRegion(form.optString("region"));
    }
}

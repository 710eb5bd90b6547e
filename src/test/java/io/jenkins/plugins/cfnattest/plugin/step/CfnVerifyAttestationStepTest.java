package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;

class CfnVerifyAttestationStepTest {
    private final CfnVerifyAttestationStep step =
            new CfnVerifyAttestationStep(Map.of("artifact", "a.json", "verdict", "PASS"), " staging ", "web");

    /** What only a deployment needs, or somebody who lets one pass, has no place here. */
    @Test
    void takesWhatADeploymentIsDecidedOnAndNothingElse() {
        Set<String> more = new TreeSet<>(options(CfnDeployGatedStep.class));
        more.removeAll(options(CfnVerifyAttestationStep.class));
        assertThat(more)
                .containsExactly("setBreakGlass", "setChangeSet", "setDryRun", "setOnAbort", "setTimeoutInMinutes");
        assertThat(options(CfnVerifyAttestationStep.class))
                .containsExactlyInAnyOrder(
                        "setCapabilities",
                        "setParameters",
                        "setParametersFile",
                        "setRegion",
                        "setRollback",
                        "setSecretParameters",
                        "setTags",
                        "setTemplate",
                        "setWaivers");
    }

    @Test
    void keepsWhatItWasGiven() {
        step.setParameters(Map.of("Size", 3));
        step.setCapabilities(null);
        step.setWaivers(null);
        assertThat(step.getAttestation()).isEqualTo(Map.of("artifact", "a.json"));
        assertThat(step.getTarget()).isEqualTo("staging");
        assertThat(step.getParameters()).isEqualTo(Map.of("Size", "3"));
        assertThat(step.getCapabilities()).isEmpty();
        assertThat(step.getWaivers()).isEmpty();
        assertThat(step.isRollback()).isFalse();
    }

    @Test
    void needsAWorkspaceOnlyForItsFiles() {
        assertThat(step.readsWorkspace()).isFalse();
        step.setTemplate("template.yaml");
        assertThat(step.readsWorkspace()).isTrue();
        step.setTemplate(" ");
        assertThat(step.readsWorkspace()).isFalse();
        step.setParametersFile("parameters.json");
        assertThat(step.readsWorkspace()).isTrue();
    }

    private static List<String> options(Class<?> step) {
        return Arrays.stream(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toList());
    }
}

package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.DeployGated.Mode;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CfnDeployGatedStepTest {
    private final CfnDeployGatedStep step = new CfnDeployGatedStep("a.json", "staging", "web");

    @Test
    void deploysAndCancelsUnlessSaidOtherwise() throws AbortException {
        assertThat(step.mode()).isEqualTo(new Mode.Deploy());
        assertThat(step.onAbort()).isEqualTo(OnAbort.CANCEL);
        assertThat(step.isRollback()).isFalse();
    }

    @Test
    void plansOrExecutesWhatWasPlanned() throws AbortException {
        step.setDryRun(true);
        assertThat(step.mode()).isEqualTo(new Mode.DryRun());
        step.setDryRun(false);
        step.setChangeSet(" arn:set ");
        assertThat(step.mode()).isEqualTo(new Mode.Apply("arn:set"));
    }

    @Test
    void refusesToDoBoth() {
        step.setDryRun(true);
        step.setChangeSet("arn:set");
        assertThatThrownBy(step::mode).isInstanceOf(AbortException.class).hasMessageContaining("changeSet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "STOP", "CANCEL LEAVE"})
    void refusesUnknownWordsForStopping(String word) {
        step.setOnAbort(word);
        assertThatThrownBy(step::onAbort).isInstanceOf(AbortException.class).hasMessageContaining(word);
    }

    @Test
    void waiversMayBeInTheWorkspace() {
        assertThat(step.readsWorkspace()).isFalse();
        step.setWaivers(List.of("a.waiver.json"));
        assertThat(step.readsWorkspace()).isTrue();
    }
}

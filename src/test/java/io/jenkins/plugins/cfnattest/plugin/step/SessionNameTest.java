package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionNameTest {
    @ParameterizedTest
    @CsvSource({"pay/web,pay-web", "job,job", "Köln & Bonn,K-ln---Bonn", "a+b=c@d.e_f,a+b=c@d.e_f", "x,x-job"})
    void isTheJobsNameAsAwsTakesIt(String job, String session) {
        assertThat(DeployTask.sessionName(job)).isEqualTo(session).matches("[\\w+=,.@-]{2,64}");
    }

    @Test
    void isCutAtWhatAwsTakes() {
        assertThat(DeployTask.sessionName("folder/".repeat(30))).hasSize(64);
    }
}

package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@InJenkins
class PluginIT {
    @Test
    void installs(JenkinsServer jenkins) {
        JsonNode plugins =
                jenkins.client().json("pluginManager/api/json?depth=1").path("plugins");
        assertThat(plugins)
                .filteredOn(plugin -> plugin.path("shortName").asText().equals("cfn-attestation"))
                .singleElement()
                .satisfies(plugin -> {
                    assertThat(plugin.path("active").asBoolean()).isTrue();
                    assertThat(plugin.path("hasUpdate").asBoolean()).isFalse();
                });
        assertThat(jenkins.client().script("print Jenkins.get().pluginManager.failedPlugins"))
                .isEqualTo("[]");
    }

    @Test
    void leavesNoComplaintInTheLog(JenkinsServer jenkins) throws IOException {
        assertThat(Files.readString(jenkins.log()))
                .contains("Jenkins is fully up and running")
                .doesNotContain("Failed to load", "Failed to instantiate", "Refusing to marshal", "SEVERE");
    }

    @Test
    void offersItsStepsToTheSnippetGenerator(JenkinsServer jenkins) {
        assertThat(jenkins.client().page("pipeline-syntax/")).contains("cfnNagAttest", "cfnDeployGated");
        assertThat(jenkins.client().page("pipeline-syntax/gdsl")).contains("cfnNagAttest", "cfnDeployGated");
    }
}

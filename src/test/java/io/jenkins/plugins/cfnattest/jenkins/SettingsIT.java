package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings that no form brings: in a bulk, as configuration as code sets them, one by one, or by a file on the disk. */
@InJenkins
class SettingsIT {
    private static final String POLICY =
            Staging.groovy(new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8));

    private static final String START = "import io.jenkins.plugins.cfnattest.plugin.config.*\n"
            + "def configuration = CfnAttestationConfiguration.get()\n";

    private final JenkinsServer jenkins;
    private Staging staging;

    SettingsIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        set("configuration.policies = []");
        staging.close();
    }

    /** Whoever sets a target before its policy has not made a mistake. */
    @Test
    void aBulkMayComeInAnyOrder() throws IOException {
        set(bulk("""
                def target = new TargetEntry('books', 'eu-central-1')
                target.policy = 'strict'
                configuration.targets = [target]
                configuration.policies = [new PolicyEntry('strict', %s)]
                """.formatted(POLICY)));
        assertThat(ask("targets*.policy")).isEqualTo("[strict]");
        assertThat(stored()).contains("<policy>strict</policy>");
    }

    @Test
    void aBulkThatContradictsItselfChangesNothing() throws IOException {
        String before = stored();
        assertThat(refusal(bulk("""
                        def target = new TargetEntry('books', 'eu-central-1')
                        target.policy = 'strickt'
                        configuration.targets = [target]
                        configuration.policies = [new PolicyEntry('strict', %s)]
                        configuration.defaultKey = ''
                        """.formatted(POLICY))))
                .contains("The target 'books' names a policy that cannot be used", "'strickt'");
        assertThat(refusal(bulk("configuration.defaultKey = 'nobody'"))).contains("no key 'nobody'");
        assertThat(ask("targets*.name")).isEqualTo("[staging]");
        assertThat(ask("policies")).isEqualTo("[]");
        assertThat(ask("defaultKey")).isEqualTo("controller");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aWrongEntryIsRefusedAtOnceAndChangesNothing() throws IOException {
        String before = stored();
        assertThat(refusal(bulk("""
                        configuration.targets = []
                        configuration.policies = [new PolicyEntry('bad', 'a: [')]
                        """))).contains("policy 'bad':");
        assertThat(refusal(bulk("""
                        def target = new TargetEntry('books', 'eu-central-1')
                        target.enforcement = 'WARN'
                        configuration.targets = [target]
                        """))).contains("The target 'books' cannot be used");
        assertThat(refusal("configuration.targets = configuration.targets + configuration.targets"))
                .contains("two entries with the name 'staging'");
        assertThat(refusal("configuration.gateKey = 'nowhere'")).contains("There is no credential 'nowhere'");
        assertThat(refusal("configuration.recordFolder = 'record'")).contains("absolute path");
        assertThat(ask("targets*.name")).isEqualTo("[staging]");
        assertThat(stored()).isEqualTo(before);
    }

    /** A file is taken as it is, so somebody has to be told. */
    @Test
    void tellsAdministratorsWhatIsWrongWithAFile() throws IOException {
        String before = stored();
        try {
            Files.writeString(
                    file(), before.replace("<policy></policy>", "<policy>gone</policy>"), StandardCharsets.UTF_8);
            assertThat(stored()).isNotEqualTo(before);
            reload();
            assertThat(ask("targets*.policy")).isEqualTo("[gone]");
            assertThat(jenkins.client().page("manage/"))
                    .contains("cannot be used as it is", "The target 'staging' names a policy", "gone");
        } finally {
            Files.writeString(file(), before, StandardCharsets.UTF_8);
            reload();
        }
        assertThat(jenkins.client().page("manage/")).doesNotContain("cannot be used as it is");
    }

    private Path file() {
        return jenkins.home().resolve("io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.xml");
    }

    private String stored() throws IOException {
        return Files.readString(file());
    }

    /** Reads the file again, and lets the monitor look again too. */
    private void reload() {
        set("""
                configuration.load()
                def monitor = hudson.ExtensionList.lookupSingleton(ConfigurationMonitor)
                def fresh = ConfigurationMonitor.getDeclaredField('fresh')
                fresh.accessible = true
                fresh.set(monitor, java.time.Instant.MIN)
                """);
    }

    /** As configuration as code does it: all setters, then one save. */
    private static String bulk(String changes) {
        return ("def bulk = new hudson.BulkChange(configuration)\ntry {\n" + changes
                + "\nbulk.commit() } finally { bulk.close() }");
    }

    /** What it says, all of it. */
    private String refusal(String changes) {
        return jenkins.client()
                .script(START + "try {\n" + changes + "\nprint 'taken' } catch (Exception e) { print e.message }");
    }

    private void set(String changes) {
        jenkins.client().script(START + changes);
    }

    private String ask(String property) {
        return jenkins.client()
                .script("print io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get()."
                        + property);
    }
}

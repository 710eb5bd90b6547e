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

/** A folder asks for less than its targets allow: {@code team/e2e} and the job in it. */
@InJenkins
class FolderIT {
    private static final String POLICY = new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8)
            .replace("name: default\n", "name: house rules\n");
    private static final String STRICT = POLICY.replace("signatures: 1\n", "signatures: 2\n");

    private final JenkinsServer jenkins;
    private Staging staging;

    FolderIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        jenkins.client().script("""
                import com.cloudbees.hudson.plugins.folder.Folder
                import io.jenkins.plugins.cfnattest.plugin.config.*
                import jenkins.model.Jenkins
                import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
                import org.jenkinsci.plugins.workflow.job.WorkflowJob
                def configuration = CfnAttestationConfiguration.get()
                configuration.targets[0].rules = [new TargetRuleEntry('team/**', 'web*')]
                configuration.policies = [new PolicyEntry('house', %s), new PolicyEntry('strict', %s)]
                Jenkins.get().getItem('team')?.delete()
                def inner = Jenkins.get().createProject(Folder, 'team').createProject(Folder, 'e2e')
                def job = inner.createProject(WorkflowJob, 'deploy')
                job.definition = new CpsFlowDefinition(%s, true)
                """.formatted(
                        Staging.groovy(POLICY), Staging.groovy(STRICT), Staging.groovy("""
                                node {
                                    %s
                                    def proof = cfnNagAttest template: 'template.yaml'
                                    cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
                                }
                                """.formatted(
                                        Templates.write("template.yaml", Templates.BUCKET)))));
    }

    @AfterEach
    void close() {
        jenkins.client().script("jenkins.model.Jenkins.get().getItem('team').delete()");
        jenkins.client()
                .script("io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get().policies = []");
        staging.close();
    }

    @Test
    void letsPassWhatTheFoldersAllow() throws IOException {
        narrow("team", "['staging', 'other']", "[]", "house");
        narrow("team/e2e", "[]", "['web', 'db-*']", "");
        assertThat(build()).as("%s", log()).isEqualTo("SUCCESS");
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
    }

    @Test
    void refusesWhatTheOuterFolderForbids() throws IOException {
        narrow("team", "['other']", "[]", "");
        assertRefused("TARGET_FORBIDDEN", "folder 'team'", "[other]");
    }

    @Test
    void refusesWhatTheInnerFolderForbids() throws IOException {
        narrow("team", "['staging']", "[]", "");
        narrow("team/e2e", "[]", "['api']", "");
        assertRefused("STACK_FORBIDDEN", "folder 'team/e2e'", "[api]");
    }

    @Test
    void refusesWhatOneMorePolicyRefuses() throws IOException {
        narrow("team", "[]", "[]", "strict");
        assertRefused("SIGNATURE_INVALID", "'house rules' of the folder 'team'");
    }

    @Test
    void refusesUnderAPolicyThatNobodyKnows() throws IOException {
        narrow("team", "[]", "[]", "strickt");
        assertRefused("folder 'team'", "'strickt'");
    }

    @Test
    void isInTheFoldersFormAndOutlivesIt() throws IOException {
        narrow("team", "['staging']", "['web', 'db-*']", "house");
        assertThat(jenkins.client().page("job/team/configure"))
                .contains("Only these targets", "One more policy", "web db-*");
        assertThat(Files.readString(jenkins.home().resolve("jobs/team/config.xml")))
                .contains("FolderNarrowing", "<policy>house</policy>");
        assertThat(submitted("{'targets': 'a, b', 'stacks': '', 'policy': ''}")).isEqualTo("[a, b]");
        assertThat(submitted("{'targets': '', 'stacks': ' ', 'policy': ''}")).isEqualTo("null");
    }

    @Test
    void saysWhatIsWrongToWhoeverMayConfigureTheFolder() {
        String check = "job/team/descriptorByName/io.jenkins.plugins.cfnattest.plugin.folder.FolderNarrowing/check";
        assertThat(post(check + "Targets", "staging")).doesNotContain("error");
        assertThat(post(check + "Targets", "staging gone")).contains("error", "gone");
        assertThat(post(check + "Policy", "gone")).contains("error", "gone");
        assertThat(post(check + "Stacks", "web-*")).doesNotContain("error");
        assertThat(jenkins.client().get(check + "Targets?value=gone").status()).isIn(404, 405);
        assertThat(jenkins.client().anonymousPost(check + "Targets").status()).isIn(401, 403);
    }

    private String post(String path, String value) {
        return jenkins.client()
                .post(path, "application/x-www-form-urlencoded", "value=" + value.replace(' ', '+'))
                .text();
    }

    /** What the form's words become. */
    private String submitted(String form) {
        return jenkins.client().script("""
                import io.jenkins.plugins.cfnattest.plugin.folder.FolderNarrowing
                def descriptor = jenkins.model.Jenkins.get().getDescriptor(FolderNarrowing)
                print descriptor.newInstance(
                    org.kohsuke.stapler.Stapler.currentRequest2, net.sf.json.JSONObject.fromObject("%s"))?.targets
                """.formatted(form));
    }

    private void narrow(String folder, String targets, String stacks, String policy) {
        jenkins.client().script("""
                import io.jenkins.plugins.cfnattest.plugin.folder.FolderNarrowing
                def narrowing = new FolderNarrowing()
                narrowing.targets = %s
                narrowing.stacks = %s
                narrowing.policy = '%s'
                jenkins.model.Jenkins.get().getItemByFullName('%s').addProperty(narrowing)
                """.formatted(targets, stacks, policy, folder));
    }

    private String build() {
        return jenkins.client()
                .script(
                        "print jenkins.model.Jenkins.get().getItemByFullName('team/e2e/deploy').scheduleBuild2(0).get().result");
    }

    private String log() throws IOException {
        Path log = jenkins.home().resolve("jobs/team/jobs/e2e/jobs/deploy/builds/1/log");
        return Files.readString(log);
    }

    private void assertRefused(String... reasons) throws IOException {
        assertThat(build()).as("%s", log()).isEqualTo("FAILURE");
        assertThat(log()).contains(reasons).doesNotContain("\tat ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }
}

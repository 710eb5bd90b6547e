package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.ControllerKey;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.config.TargetRuleEntry;
import io.jenkins.plugins.cfnattest.plugin.config.TrustedKeyEntry;
import io.jenkins.plugins.cfnattest.plugin.keys.SigningKeyCredential;
import io.jenkins.plugins.cfnattest.plugin.run.AttestationAction;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StepsInHarnessIT {
    private static final String CLEAN = """
            Parameters:
              Env:
                Type: String
            Resources:
              Waiter:
                Type: AWS::CloudFormation::WaitConditionHandle
            """;
    private static final String OPEN_VOLUME = """
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Properties:
                  AvailabilityZone: eu-central-1a
                  Size: 10
            """;

    private JenkinsRule jenkins;
    private FakeCloudFormation aws;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        aws = FakeCloudFormation.start();
        SigningKeyCredential key = new SigningKeyCredential(
                CredentialsScope.SYSTEM, "signing-key", "", Secret.fromString(""), null, "ED25519");
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials().add(key);
        store.getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.SYSTEM, "aws", "", "AKIAIOSFODNN7EXAMPLE", "not-a-secret"));
        TargetEntry target = new TargetEntry("staging", "eu-central-1");
        target.setAccount("123456789012");
        target.setAwsCredentialsId("aws");
        target.setEndpoint(aws.endpoint().toString());
        target.setRules(List.of(new TargetRuleEntry("*", "web*")));
        CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
        configuration.setControllerKeys(List.of(new ControllerKey("controller", "signing-key")));
        configuration.setTrustedKeys(List.of(new TrustedKeyEntry("controller", key.getPublicKey())));
        configuration.setTargets(List.of(target));
        configuration.setDefaultKey("controller");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void deploysWhatWasAttested() throws Exception {
        WorkflowRun run = jenkins.assertBuildStatusSuccess(
                job(CLEAN, "[Env: 'test']", "[Env: 'test']").scheduleBuild2(0));
        assertThat(run.getArtifacts())
                .filteredOn(artifact -> !artifact.relativePath.endsWith(".sarif"))
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.relativePath)
                        .matches("cfn-attestation/template\\.yaml/[0-9a-f]{12}\\.intoto\\.json"));
        assertThat(run.getAction(AttestationAction.class).getFailureCount()).isZero();
        assertThat(run.getAction(DeploymentAction.class).getOutcome()).isEqualTo("DEPLOYED");
        assertThat(aws.actions().template("web")).isEqualTo(CLEAN);
        assertThat(aws.actions().parameters("web")).isEqualTo(Map.of("Env", "test"));
    }

    @Test
    void refusesFailingViolations() throws Exception {
        WorkflowRun run = jenkins.assertBuildStatus(
                Result.FAILURE, job(OPEN_VOLUME, "[:]", "[:]").scheduleBuild2(0));
        jenkins.assertLogContains("VIOLATIONS: ", run);
        assertThat(run.getAction(DeploymentAction.class).getOutcome()).isEqualTo("REFUSED");
        assertThat(aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void refusesOtherParameters() throws Exception {
        WorkflowRun run = jenkins.assertBuildStatus(
                Result.FAILURE, job(CLEAN, "[Env: 'test']", "[Env: 'prod']").scheduleBuild2(0));
        jenkins.assertLogContains("PARAMETERS_MISMATCH: ", run);
        assertThat(aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void keepsItsConfigurationWhenTheFormIsSaved() throws Exception {
        jenkins.configRoundtrip();
        CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
        assertThat(configuration.getDefaultKey()).isEqualTo("controller");
        assertThat(configuration.getControllerKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.getCredentialsId()).isEqualTo("signing-key"));
        assertThat(configuration.getTargets()).singleElement().satisfies(target -> {
            assertThat(target.getAwsCredentialsId()).isEqualTo("aws");
            assertThat(target.getEndpoint()).isEqualTo(aws.endpoint().toString());
            assertThat(target.getRules()).hasSize(1);
        });
        assertThat(configuration.getTrustedKeys()).hasSize(1);
    }

    private WorkflowJob job(String template, String attested, String deployed) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    writeFile file: 'template.yaml', text: '''%s'''
                    def proof = cfnNagAttest template: 'template.yaml', parameters: %s
                    cfnDeployGated attestation: proof, target: 'staging', stack: 'web', parameters: %s
                }
                """.formatted(template, attested, deployed), true));
        return job;
    }
}

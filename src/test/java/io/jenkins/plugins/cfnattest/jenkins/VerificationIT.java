package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipeline asks the gate and goes on with its answer. Whatever that is, nothing is deployed. */
@InJenkins
class VerificationIT {
    private static final String PACKAGE = "io.jenkins.plugins.cfnattest.plugin.step.";
    private static final String TELL = """
            echo "may ${may.allowed} ${may.refusals.collect { it.code }} ${may.keySet()}"
            may.refusals.each { echo "why ${it.message}" }
            """;

    private final JenkinsServer jenkins;
    private Staging staging;

    VerificationIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        staging.giveTheGateAKey();
    }

    @AfterEach
    void close() {
        try {
            // Whoever asks gets no decision that could be taken for one, and nothing happens at the target.
            assertThat(staging.aws().requests())
                    .allSatisfy(request -> assertThat(request.action()).isEqualTo("GetCallerIdentity"));
        } finally {
            staging.close();
        }
    }

    @Test
    void allowsWhatWasAttestedWithoutANode() {
        Build build = build("e2e-verify", Templates.BUCKET, "[Env: 'test']", """
                def may = cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web', parameters: [Env: 'test']
                """);
        assertAnswered(build, "may true [] [allowed, refusals]");
        assertThat(build.console())
                .contains("The gate would allow the deployment of stack 'web' to target 'staging'.", "check 5 ");
        assertThat(staging.aws().requests("GetCallerIdentity")).singleElement().satisfies(request -> {
            assertThat(request.accessKey()).isEqualTo(Staging.ACCESS_KEY);
            assertThat(request.region()).isEqualTo(Staging.REGION);
        });
    }

    @Test
    void tellsOfAChangedParameterAndLetsTheBuildGoOn() {
        Build build = build("e2e-verify-changed", Templates.BUCKET, "[Env: 'test']", """
                def may = cfnVerifyAttestation attestation: proof.artifact, target: 'staging', stack: 'web', parameters: [Env: 'prod']
                """);
        assertAnswered(build, "may false [PARAMETERS_MISMATCH] [allowed, refusals]");
        assertThat(build.console())
                .contains("The gate would refuse the deployment of stack 'web'", "    PARAMETERS_MISMATCH: ")
                .containsPattern("why .*Env");
    }

    @Test
    void answersInADeclarativePipeline() {
        Build build = jenkins.pipeline("e2e-verify-declarative", """
                        pipeline {
                            agent none
                            stages {
                                stage('Attest') {
                                    agent any
                                    steps {
                                        %s
                                        script { proof = cfnNagAttest template: 'template.yaml' }
                                    }
                                }
                                stage('Ask') {
                                    steps {
                                        cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web'
                                        script {
                                            def may = cfnVerifyAttestation attestation: proof.attestationDigest, target: 'staging', stack: 'web'
                                            %s
                                        }
                                    }
                                }
                            }
                        }
                        """.formatted(
                                Templates.write("template.yaml", Templates.OPEN_VOLUME), TELL))
                .build();
        assertAnswered(build, "may false [VIOLATIONS] [allowed, refusals]");
    }

    @Test
    void looksAtFilesOfTheWorkspace() {
        Build build = build("e2e-verify-files", Templates.BUCKET, "[Env: 'test']", """
                def may
                node {
                    %s
                    %s
                    may = cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web',
                        parametersFile: 'parameters.json', template: 'template.yaml'
                }
                """.formatted(
                        Templates.write("template.yaml", Templates.BUCKET + "# changed\n"),
                        Templates.write("parameters.json", "{\"Env\": \"test\"}")));
        assertAnswered(build, "may false [TEMPLATE_MISMATCH] [allowed, refusals]");
    }

    @Test
    void seesThatTheCredentialsBelongToAnotherAccount() {
        staging.aws().actions().callerIn("999999999999");
        Build build = build("e2e-verify-account", Templates.BUCKET, "[:]", """
                def may = cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web'
                """);
        assertAnswered(build, "may false [CALLER_FORBIDDEN] [allowed, refusals]");
    }

    @Test
    void answersWhereStsDoesNot() {
        staging.aws().fail("GetCallerIdentity", 403, "AccessDenied", "User is not authorized");
        Build build = build("e2e-verify-sts", Templates.BUCKET, "[:]", """
                def may = cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web'
                """);
        assertAnswered(build, "may true [] [allowed, refusals]");
        assertThat(build.console()).contains("This asks the gate only and makes no change set: ");
    }

    @Test
    void touchesNoCredentialsForAJobThatNoRuleAllows() {
        Build build = build("other-verify", Templates.BUCKET, "[:]", """
                def may = cfnVerifyAttestation attestation: proof, target: 'staging', stack: 'web'
                """);
        assertAnswered(build, "may false [TARGET_FORBIDDEN] [allowed, refusals]");
        assertThat(staging.aws().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            target  | proof, target: 'nowhere', stack: 'web'          | There is no target 'nowhere'
            digest  | [artifact: proof.artifact, attestationDigest: 'abc'], target: 'staging', stack: 'web' | no SHA-256 digest
            unknown | '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', target: 'staging', stack: 'web' | This build made no attestation with the digest
            nothing | 'none.intoto.json', target: 'staging', stack: 'web' | This build has no artifact 'none.intoto.json'
            swapped | [artifact: proof.artifact, attestationDigest: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'], target: 'staging', stack: 'web' | Something replaced the artifact
            secrets | proof, target: 'staging', stack: 'web', secretParameters: [Env: 'no-such-secret'] | names the secret text 'no-such-secret'
            twice   | proof, target: 'staging', stack: 'web', parameters: [Env: 'a'], secretParameters: [Env: 'b'] | stand under parameters and under secretParameters
            stack   | proof, target: 'staging', stack: ''             | stack should be the name of a stack
            files   | proof, target: 'staging', stack: 'web', template: 'template.yaml' | Put the step into a node block
            """)
    void failsForArgumentsThatAreWrong(String name, String arguments, String sentence) {
        Build build = build(
                "e2e-verify-wrong-" + name,
                Templates.BUCKET,
                "[:]",
                "def may = cfnVerifyAttestation attestation: " + arguments);
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .containsPattern("(?m)^ERROR: .*" + Pattern.quote(sentence))
                .doesNotContain("\tat ", "may true", "may false");
    }

    @ParameterizedTest
    @CsvSource({
        "CfnVerifyAttestationStep, ''",
        "CfnDeployGatedStep, dryRun changeSet onAbort breakGlass timeoutInMinutes",
    })
    void showsAFormWithHelpForEachField(String step, String more) {
        String form = jenkins.client().script("""
                        import org.kohsuke.stapler.*
                        import org.kohsuke.stapler.jelly.*
                        def descriptor = jenkins.model.Jenkins.get().getDescriptor('%s')
                        def page = WebApp.current.getMetaClass(descriptor.class).loadTearOff(JellyClassTearOff)
                            .findScript(descriptor.configPage)
                        def invoker = new DefaultScriptInvoker()
                        def request = Stapler.currentRequest2
                        def response = Stapler.currentResponse2
                        def context = invoker.createContext(request, response, page, descriptor)
                        invoker.exportVariables(request, response, page, descriptor, context)
                        context.setVariable('descriptor', descriptor)
                        def text = new StringWriter()
                        def output = org.apache.commons.jelly.XMLOutput.createXMLOutput(text)
                        page.run(context, output)
                        output.flush()
                        print text
                        """.formatted(PACKAGE + step));
        String all = "attestation target stack region parameters parametersFile secretParameters template waivers"
                + " rollback tags capabilities " + more;
        String[] fields = all.strip().split(" ");
        for (String field : fields) {
            String help = "descriptor/" + PACKAGE + step + "/help/" + field;
            assertThat(form).contains("name=\"_." + field + "\"", help);
            assertThat(jenkins.client().page(help)).contains("<div>");
        }
        assertThat(form.split("name=\"_\\.", -1)).hasSize(fields.length + 1);
    }

    @Test
    void hasASnippet() {
        String step = PACKAGE + "CfnVerifyAttestationStep";
        String form = "{\"stapler-class\": \"" + step + "\", \"$class\": \"" + step + "\","
                + " \"attestation\": \"a.intoto.json\", \"target\": \"staging\", \"stack\": \"web\", \"region\": \"\","
                + " \"parameters\": \"Env=test\", \"parametersFile\": \"\", \"secretParameters\": \"\", \"template\": \"\","
                + " \"waivers\": \"a.waiver.json\", \"rollback\": false, \"tags\": \"\", \"capabilities\": \"\"}";
        String snippet = jenkins.client()
                .post(
                        "pipeline-syntax/generateSnippet",
                        "application/x-www-form-urlencoded",
                        "json=" + URLEncoder.encode(form, StandardCharsets.UTF_8))
                .text();
        assertThat(snippet)
                .contains("cfnVerifyAttestation")
                .contains("attestation: 'a.intoto.json'", "target: 'staging'", "stack: 'web'")
                .contains("parameters: [Env: 'test']", "waivers: ['a.waiver.json']")
                .doesNotContain("rollback", "region");
        assertThat(jenkins.client().page("pipeline-syntax/"))
                .contains("cfnVerifyAttestation: Ask the gate about a CloudFormation deployment, and deploy nothing");
    }

    /** Attests in a node, then goes on outside with {@code ask}, which leaves the answer in {@code may}. */
    private Build build(String name, String template, String parameters, String ask) {
        return jenkins.pipeline(name, """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'template.yaml', parameters: %s
                        }
                        %s
                        %s
                        """.formatted(Templates.write("template.yaml", template), parameters, ask, TELL))
                .build();
    }

    private static void assertAnswered(Build build, String answer) {
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains(answer).doesNotContain("\tat ");
        assertThat(build.envelopes()).as("nothing but the attestation").hasSize(1);
        assertThat(Reports.of(build).links()).hasSize(1);
    }
}

package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments over HTTP, to the double of CloudFormation. */
class DeployingTest extends DeployingFixture {
    @Test
    void deploysTheVeryBytesThatWereAttested() throws Exception {
        TestService.Reply taken = service.post(DeployingService.PAY, service.request(json -> {}));

        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        assertThat(taken.header("Location")).matches(DeployWire.PATH + "/[0-9a-f]{32}");
        Replies.assertGuarded(taken);
        JsonNode ended = service.ended(taken.header("Location"));
        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("succeeded");
        assertThat(ended.path("caller").asText()).isEqualTo("pay/deploy");
        assertThat(ended.path("decision").path("allowed").asBoolean()).isTrue();
        assertThat(ended.path("decision").path("checks")).hasSize(15);
        assertThat(ended.path("changeSet").path("id").asText()).startsWith("arn:aws:cloudformation:");
        assertThat(ended.path("outcome").path("status").asText()).isEqualTo("CREATE_COMPLETE");
        assertThat(ended.path("events")).isNotEmpty();
        assertThat(service.aws.actions().template("pay-web")).isEqualTo(DeployingService.TEMPLATE);
        assertThat(service.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void handsOutWhatTheGateSigned() throws Exception {
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        JsonNode ended = service.ended(path);
        Verifier verifier = new Verifier(new TrustedKeys(
                List.of(TrustedKey.always("gate", DeployingService.GATE_KEY.verificationKey(), Purpose.DECISION))));

        Bytes decision = service.get(path + "/decision", DeployingService.PAY).bytes();

        assertThat(verifier.decision(decision).digest().hex())
                .isEqualTo(ended.path("decision").path("digest").asText());
        assertThat(verifier.decision(decision).statement().request().caller()).isEqualTo("pay/deploy");
        assertThat(service.get(path + "/vsa", DeployingService.PAY).text()).contains("\"payloadType\"");
        assertThat(service.get(path + "/end", DeployingService.AUDITOR).status())
                .isEqualTo(200);
        assertThat(ended.path("statements").path("end").asText()).isEqualTo(path + "/end");
        Replies.assertProblem(service.get(path + "/approval", DeployingService.PAY), 404, "not-found", "no such");
    }

    @Test
    void saysEachReasonWhyTheGateRefuses() throws Exception {
        JsonNode ended = service.ended(service.begin(
                DeployingService.PAY,
                service.request(json -> ((ObjectNode) json.path("parameters")).put("Env", "prod"))));

        assertThat(ended.path("result").asText()).isEqualTo("refused");
        assertThat(service.codes(ended)).containsExactly("PARAMETERS_MISMATCH");
        assertThat(ended.path("decision").path("digest").asText()).hasSize(64);
        assertThat(service.aws.requests("CreateChangeSet")).isEmpty();
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    /** The name a target's rules are about is that of the token's owner. */
    @Test
    void deploysNothingForACallerTheTargetDoesNotName() throws Exception {
        String path = service.begin(DeployingService.OTHER, service.request(json -> {}));

        JsonNode ended = service.get(path, DeployingService.OTHER).json();
        while (!ended.path("state").asText().equals("ended")) {
            ended = service.get(path, DeployingService.OTHER).json();
        }

        assertThat(service.codes(ended)).contains("TARGET_FORBIDDEN");
        assertThat(service.aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"caller, pay/deploy", "job, pay/deploy", "user, root", "account, 999999999999"})
    void takesNoNameFromTheRequest(String member, String value) throws Exception {
        TestService.Reply reply =
                service.post(DeployingService.OTHER, service.request(json -> json.put(member, value)));

        Replies.assertProblem(reply, 400, "bad-request", "unknown member '" + member + "'");
        assertThat(service.aws.requests()).isEmpty();
    }

    @Test
    void plansAndThenExecutesThatVeryPlan() throws Exception {
        JsonNode planned =
                service.ended(service.begin(DeployingService.PAY, service.request(json -> json.put("dryRun", true))));
        assertThat(planned.path("result").asText()).as(planned.toPrettyString()).isEqualTo("planned");
        assertThat(service.aws.requests("ExecuteChangeSet")).isEmpty();
        String changeSet = planned.path("changeSet").path("id").asText();

        JsonNode applied = service.ended(
                service.begin(DeployingService.PAY, service.request(json -> json.put("changeSet", changeSet))));

        assertThat(applied.path("result").asText()).as(applied.toPrettyString()).isEqualTo("succeeded");
        assertThat(applied.path("action").asText()).isEqualTo("apply");
        assertThat(service.aws.requests("CreateChangeSet")).hasSize(1);
        assertThat(service.aws.requests("ExecuteChangeSet").get(0).field("ChangeSetName"))
                .isEqualTo(changeSet);
    }

    @Test
    void tellsAFailureOfCloudFormation() throws Exception {
        service.aws.actions().failNextExecution("No such key");

        JsonNode ended = service.ended(service.begin(DeployingService.PAY, service.request(json -> {})));

        assertThat(ended.path("result").asText()).isEqualTo("failed");
        assertThat(ended.path("message").asText()).contains("ROLLBACK_COMPLETE");
        assertThat(ended.path("statements").has("end")).isTrue();
    }

    @Test
    void executesNothingThatWasSwapped() throws Exception {
        service.aws.actions().swapTemplate("Resources: {Evil: {Type: AWS::IAM::User}}");

        JsonNode ended = service.ended(service.begin(DeployingService.PAY, service.request(json -> {})));

        assertThat(ended.path("result").asText()).isEqualTo("refused");
        assertThat(service.codes(ended)).containsExactly("CHANGESET_MISMATCH");
        assertThat(service.aws.requests("ExecuteChangeSet")).isEmpty();
    }

    @Test
    void takesNoMoreThanItsLimit() throws Exception {
        DeploymentLimits two =
                new DeploymentLimits(2, 2, 1, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(30));
        try (DeployingService small = DeployingService.start(state.resolve("small"), two)) {
            small.waiting(small.begin(DeployingService.PAY, small.urgent()));
            small.waiting(small.begin(DeployingService.PAY, small.urgent()));

            TestService.Reply reply = small.post(DeployingService.PAY, small.request(json -> {}));

            Replies.assertProblem(reply, 503, "overloaded", "More deployments");
            assertThat(reply.header("Retry-After")).isNotBlank();
        }
    }

    @Test
    void forgetsWhatEndedLongAgo() throws Exception {
        String path = service.begin(DeployingService.PAY, service.request(json -> json.put("stack", "nobodys")));
        service.ended(path);

        service.clock.pass(Duration.ofDays(2));

        Replies.assertProblem(service.get(path, DeployingService.PAY), 404, "not-found", "no such deployment");
    }

    /** Whatever is asked, deployed or refused: the value is sent to CloudFormation and nowhere else. */
    @Test
    void neverShowsOrStoresASecret() throws Exception {
        StringBuilder seen = new StringBuilder();
        service.aws.before("ExecuteChangeSet", () -> seen.append(files()));
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        service.ended(path);
        String refused = service.begin(DeployingService.PAY, service.request(json -> json.put("stack", "nobodys")));
        service.ended(refused);
        String open = service.begin(DeployingService.PAY, openly("Password"));
        assertThat(service.codes(service.ended(open))).contains("PARAMETERS_MISMATCH");
        String misspelt = service.begin(DeployingService.PAY, openly("Pasword"));
        service.ended(misspelt);
        for (String one : List.of(
                path,
                refused,
                open,
                open + "/decision",
                misspelt,
                misspelt + "/decision",
                path + "/decision",
                path + "/vsa",
                path + "/end")) {
            seen.append(service.get(one, DeployingService.PAY).text());
            seen.append(decoded(service.get(one, DeployingService.PAY)));
        }
        String broken =
                "{\"secretParameters\":{\"Password\":\"" + DeployingService.SECRET + "\" " + DeployingService.SECRET;
        seen.append(service.post(DeployWire.PATH, DeployingService.PAY, broken).text());

        assertThat(service.aws.requests("CreateChangeSet").get(0).fields()).containsValue(DeployingService.SECRET);
        assertThat(seen.toString()).contains("changeSetId", "pay-web").doesNotContain(DeployingService.SECRET);
    }

    /** The secret where it does not belong. */
    private ObjectNode openly(String name) throws Exception {
        return service.request(json -> {
            json.remove("secretParameters");
            ((ObjectNode) json.path("parameters")).put(name, DeployingService.SECRET);
        });
    }

    private static String decoded(TestService.Reply reply) throws IOException {
        return new String(
                reply.json().path("payload").binaryValue() == null
                        ? new byte[0]
                        : reply.json().path("payload").binaryValue());
    }

    private String files() {
        try (Stream<Path> files = Files.list(state)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasNoDeploymentsWithoutTargets() throws Exception {
        try (TestService attestations = TestService.open()) {
            Replies.assertProblem(
                    attestations.post(DeployWire.PATH, new byte[0], "Content-Type", "application/json"),
                    404,
                    "not-found",
                    "Expected one of the paths");
            Replies.assertProblem(attestations.get(DeployWire.PATH + "/x"), 404, "not-found", "Expected one");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target      | production | 422 | unprocessable | none of the name "production"
            target      | ""         | 400 | bad-request   | needs "target" as a text
            onAbort     | EXPLODE    | 400 | bad-request   | needs "onAbort" as one of CANCEL, LEAVE
            tags        | x          | 400 | bad-request   | needs "tags" as an object of texts
            waivers     | x          | 400 | bad-request   | needs "waivers" as a list of texts
            dryRun      | yes        | 400 | bad-request   | needs "dryRun" as true or false
            approval    | x          | 400 | bad-request   | is not a JSON object
            breakGlass  | x          | 400 | bad-request   | is not a JSON object
            """)
    void refusesWhatItCannotRead(String member, String value, int status, String word, String detail) throws Exception {
        TestService.Reply reply =
                service.post(DeployingService.PAY, service.request(json -> json.put(member, value.replace("\"", ""))));

        Replies.assertProblem(reply, status, word, detail.replace('"', '\''));
    }

    @Test
    void namesTheMethodsOfAPath() throws Exception {
        TestService.Reply reply = service.post(DeployWire.PATH + "/x", DeployingService.PAY, "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, DELETE");
        assertThat(service.get(DeployWire.PATH, DeployingService.PAY).header("Allow"))
                .isEqualTo("POST");
    }
}

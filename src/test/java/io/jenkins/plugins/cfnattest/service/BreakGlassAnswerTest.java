package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal waits for somebody else, and for an answer to exactly that refusal. */
class BreakGlassAnswerTest extends DeployingFixture {
    private static String digest(JsonNode waiting) {
        return waiting.path("breakGlass").path("decisionDigest").asText();
    }

    private String deployed() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        JsonNode waiting = service.waiting(path);
        assertThat(service.codes(waiting)).containsExactly("VIOLATIONS");
        assertThat(waiting.path("breakGlass").path("reason").asText()).isEqualTo("outage");
        assertThat(waiting.path("breakGlass").path("ticket").asText()).isEqualTo("INC-1");
        assertThat(digest(waiting))
                .isEqualTo(waiting.path("decision").path("digest").asText());
        assertThat(service.answer(DeployingService.BOSS, path, digest(waiting), true)
                        .status())
                .isEqualTo(202);
        JsonNode ended = service.ended(path);
        assertThat(ended.path("result").asText()).as(ended.toPrettyString()).isEqualTo("succeeded");
        assertThat(ended.path("decision").path("allowed").asBoolean()).isTrue();
        assertThat(ended.path("decision").path("passed").asBoolean()).isFalse();
        assertThat(ended.path("breakGlass").path("answeredBy").asText()).isEqualTo("boss");
        assertThat(ended.path("breakGlass").path("comment").asText()).isEqualTo("called the on-call");
        return path;
    }

    @Test
    void letsPassWhatSomebodyElseApproves() throws Exception {
        String path = deployed();

        assertThat(service.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(service.approvals)
                .singleElement()
                .satisfies(kept -> assertThat(service.get(path + "/approval", DeployingService.PAY)
                                .bytes())
                        .isEqualTo(kept));
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void takesAnApprovalThatWasGivenBeforeForTheSameRequest() throws Exception {
        String path = deployed();
        String refusal = service.get(path + "/refusal", DeployingService.PAY).text();
        String approval = service.get(path + "/approval", DeployingService.PAY).text();
        String envelope = service.failing(json -> {}).path("envelope").asText();

        JsonNode again = service.ended(service.begin(DeployingService.PAY, service.failing(json -> {
            json.put("envelope", envelope);
            json.putObject("approval").put("refusal", refusal).put("approval", approval);
        })));
        JsonNode other = service.ended(service.begin(DeployingService.PAY, service.failing(json -> {
            json.put("stack", "pay-other");
            json.putObject("approval").put("refusal", refusal).put("approval", approval);
        })));
        TestService.Reply forged = service.post(
                DeployingService.PAY,
                service.failing(json ->
                        json.putObject("approval").put("refusal", approval).put("approval", refusal)));

        assertThat(again.path("result").asText()).as(again.toPrettyString()).isEqualTo("unchanged");
        assertThat(service.codes(other)).contains("APPROVAL_INVALID");
        Replies.assertProblem(forged, 422, "unprocessable", "none that this gate signed");
    }

    @Test
    void nobodyApprovesWhatHeAskedForHimself() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());

        TestService.Reply reply = service.answer(DeployingService.PAY, path, digest(service.waiting(path)), true);

        Replies.assertProblem(reply, 403, "forbidden", "asked for himself");
        service.waiting(path);
        assertThat(service.aws.requests("CreateChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DeployingService.OTHER, DeployingService.AUDITOR, TestService.TOKEN})
    void nobodyApprovesWithoutTheRole(String token) throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());

        TestService.Reply reply = service.answer(token, path, digest(service.waiting(path)), true);

        Replies.assertProblem(reply, 403, "forbidden", "the role 'approve'");
        service.waiting(path);
    }

    @Test
    void takesNoAnswerToAnotherDecision() throws Exception {
        String first = service.begin(DeployingService.PAY, service.urgent());
        String second = service.begin(DeployingService.PAY, service.urgent().put("stack", "pay-second"));
        String other = digest(service.waiting(second));
        service.waiting(first);

        TestService.Reply reply = service.answer(DeployingService.BOSS, first, other, true);

        Replies.assertProblem(reply, 409, "conflict", "Expected an answer to the decision");
        service.waiting(first);
        assertThat(service.approvals).isEmpty();
        assertThat(service.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void endsWhatIsDenied() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        String digest = digest(service.waiting(path));

        service.answer(DeployingService.BOSS, path, digest, false);

        JsonNode ended = service.ended(path);
        assertThat(ended.path("result").asText()).isEqualTo("denied");
        assertThat(ended.path("message").asText()).contains("'boss' denied");
        Replies.assertProblem(
                service.answer(DeployingService.BOSS, path, digest, true), 409, "conflict", "Nothing waits");
        assertThat(service.aws.requests("CreateChangeSet")).isEmpty();
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void waitsNotForEver() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        String digest = digest(service.waiting(path));

        service.clock.pass(Duration.ofHours(5));

        Replies.assertProblem(
                service.answer(DeployingService.BOSS, path, digest, true), 409, "conflict", "Nothing waits");
        assertThat(service.ended(path).path("result").asText()).isEqualTo("expired");
        assertThat(state).isDirectoryNotContaining(DeployingService.OPEN);
    }

    @Test
    void asksNobodyForWhatNobodyCanLetPass() throws Exception {
        JsonNode ended = service.ended(service.begin(DeployingService.PAY, service.request(json -> {
            ((ObjectNode) json.path("parameters")).put("Env", "prod");
            json.putObject("breakGlass").put("reason", "outage").put("ticket", "INC-1");
        })));

        assertThat(ended.path("result").asText()).isEqualTo("refused");
        assertThat(ended.path("steps").toString()).contains("Nobody can let these checks pass: ");
    }

    @Test
    void saysThatNobodyCanBeAskedWithoutAKeyOfTheGate() throws Exception {
        try (DeployingService unsigned = DeployingService.withoutKey(state.resolve("unsigned"))) {
            TestService.Reply reply = unsigned.post(DeployingService.PAY, unsigned.urgent());

            Replies.assertProblem(reply, 501, "no-key", "the gate has no key of its own");
            JsonNode refused = unsigned.ended(unsigned.begin(DeployingService.PAY, unsigned.failing(json -> {})));
            assertThat(refused.path("decision").has("digest")).isFalse();
            assertThat(refused.path("statements")).isEmpty();
        }
    }

    @Test
    void letsNoMoreWaitThanItsLimit() throws Exception {
        DeploymentLimits one =
                new DeploymentLimits(4, 1, 9, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(30));
        try (DeployingService small = DeployingService.start(state.resolve("small"), one)) {
            small.waiting(small.begin(DeployingService.PAY, small.urgent()));

            JsonNode ended = small.ended(small.begin(DeployingService.PAY, small.urgent()));

            assertThat(ended.path("result").asText()).isEqualTo("refused");
            assertThat(ended.path("steps").toString()).contains("More wait for an approval");
        }
    }

    @Test
    void isStoppedWhileItWaits() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        String digest = digest(service.waiting(path));

        assertThat(service.delete(path, DeployingService.PAY).status()).isEqualTo(202);

        assertThat(service.ended(path).path("result").asText()).isEqualTo("stopped");
        Replies.assertProblem(
                service.answer(DeployingService.BOSS, path, digest, true), 409, "conflict", "Nothing waits");
        assertThat(service.delete(path, DeployingService.PAY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"approve\":true}",
                "{\"decisionDigest\":\"x\",\"approve\":true}",
                "{\"decisionDigest\":\"x\",\"approve\":\"true\"}",
                "{\"decisionDigest\":\"x\",\"approve\":true,\"approver\":\"boss\"}",
                "[]"
            })
    void readsAnswersStrictly(String json) throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        service.waiting(path);

        TestService.Reply reply = service.post(path + "/approval", DeployingService.BOSS, json);

        Replies.assertProblem(reply, 400, "bad-request", "an answer to a refusal");
    }
}

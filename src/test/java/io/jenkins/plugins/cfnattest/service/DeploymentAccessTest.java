package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with deployments. */
class DeploymentAccessTest extends DeployingFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {TestService.TOKEN, DeployingService.ATTESTER, DeployingService.BOSS, DeployingService.AUDITOR})
    void deploysForNobodyWithoutTheRole(String token) throws Exception {
        TestService.Reply reply = service.post(token, service.request(json -> {}));

        Replies.assertProblem(reply, 403, "forbidden", "the role 'deploy'");
        assertThat(service.aws.requests()).isEmpty();
    }

    @Test
    void deploysForNobodyUnknown() throws Exception {
        TestService.Reply reply = service.post("who-am-i", service.request(json -> {}));

        Replies.assertProblem(reply, 401, "unauthenticated", "found something else");
    }

    @Test
    void attestsForTheSharedTokenAndForThoseWithTheRoleOnly() throws Exception {
        String wire = TestService.wire(TestService.BUCKET);

        assertThat(service.post(AttestWire.PATH, TestService.TOKEN, wire).status())
                .isEqualTo(200);
        Replies.assertProblem(
                service.post(AttestWire.PATH, DeployingService.OTHER, wire), 403, "forbidden", "the role 'attest'");
        assertThat(AttestingTest.verified(service.post(AttestWire.PATH, DeployingService.ATTESTER, wire)
                                .bytes())
                        .predicate()
                        .invocation()
                        .authenticated())
                .isEqualTo(Map.of("method", "token", "caller", "attester"));
    }

    /** What is there for others looks like what is not there at all. */
    @ParameterizedTest
    @ValueSource(strings = {DeployingService.OTHER, DeployingService.BOSS, DeployingService.ATTESTER})
    void showsADeploymentToNobodyElse(String token) throws Exception {
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));
        service.ended(path);
        String nothing =
                service.get(DeployWire.PATH + "/" + "0".repeat(32), token).text();

        for (String one : new String[] {path, path + "/decision", path + "/end"}) {
            TestService.Reply reply = service.get(one, token);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).isEqualTo(nothing);
        }
        assertThat(service.delete(path, token).text()).isEqualTo(nothing);
    }

    @Test
    void letsReadersReadAndNotStop() throws Exception {
        String path = service.begin(DeployingService.PAY, service.urgent());
        service.waiting(path);

        assertThat(service.get(path, DeployingService.AUDITOR)
                        .json()
                        .path("caller")
                        .asText())
                .isEqualTo("pay/deploy");
        Replies.assertProblem(service.delete(path, DeployingService.AUDITOR), 403, "forbidden", "who began it");
        assertThat(service.waiting(path).has("stopping")).isFalse();
    }

    @Test
    void asksEachTime() throws Exception {
        String path = service.begin(DeployingService.PAY, service.request(json -> {}));

        Replies.assertProblem(service.get(path, "wrong"), 401, "unauthenticated", "found something else");
        Replies.assertProblem(service.delete(path, "wrong"), 401, "unauthenticated", "found something else");
        service.ended(path);
    }
}

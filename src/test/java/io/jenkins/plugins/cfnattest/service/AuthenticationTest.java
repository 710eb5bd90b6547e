package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.AttestWire;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask. */
class AuthenticationTest {
    private static final byte[] TEMPLATE = TestService.BUCKET.getBytes(StandardCharsets.UTF_8);
    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.withToken();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void saysInTheStatementThatTheCallerShowedTheToken() throws Exception {
        TestService.Reply reply =
                service.attest(TestService.wire(TestService.BUCKET), "Authorization", "Bearer " + TestService.TOKEN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(AttestingTest.verified(reply.bytes())
                        .predicate()
                        .invocation()
                        .authenticated())
                .isEqualTo(Map.of("method", "token"));
        assertThat(reply.text()).doesNotContain(TestService.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {AttestWire.PATH, Endpoints2020.SCAN_PATH, Endpoints2020.SIGNED_SCAN_PATH})
    void asksForTheTokenOnEachPost(String path) throws Exception {
        TestService.Reply reply = service.post(path, TEMPLATE);

        Replies.assertProblem(reply, 401, "unauthenticated", "there is none");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"cfn-attestation\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {Endpoints2020.SCAN_PATH, Endpoints2020.SIGNED_SCAN_PATH})
    void letsClientsOf2020InWithTheToken(String path) throws Exception {
        assertThat(service.post(path, TEMPLATE, "Authorization", "bearer   " + TestService.TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer ",
                TestService.TOKEN,
                "Basic " + TestService.TOKEN,
                "Bearer " + TestService.TOKEN + "x",
                "Bearer x" + TestService.TOKEN,
                "Bearer A-TOKEN-NOBODY-GUESSES",
                "Bearer a-token-nobody-guesse",
                "Bearer " + TestService.TOKEN + ", Bearer " + TestService.TOKEN,
                "Bearer a b"
            })
    void refusesAnythingElse(String authorization) throws Exception {
        TestService.Reply reply = service.attest(TestService.wire(TestService.BUCKET), "Authorization", authorization);

        Replies.assertProblem(reply, 401, "unauthenticated", "found something else");
        assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(reply.text()).doesNotContain(TestService.TOKEN);
    }

    @Test
    void refusesTwoTokensThoughOneIsRight() throws Exception {
        TestService.Reply reply = service.attest(
                TestService.wire(TestService.BUCKET),
                "Authorization",
                "Bearer " + TestService.TOKEN,
                "Authorization",
                "Bearer other");

        Replies.assertProblem(reply, 401, "unauthenticated", "found something else");
    }

    /** Both on one connection, as a proxy in front of the service sends requests of different callers. */
    @Test
    void comparesEachTokenAnewOnAConnection() throws Exception {
        String head =
                "POST /cfn_nag/v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Bearer ";
        String right = head + TestService.TOKEN + "\r\n\r\n";
        String wrong = head + TestService.TOKEN.toUpperCase(Locale.ROOT) + "\r\nConnection: close\r\n\r\n";

        assertThat(service.raw(right + right + wrong).lines().filter(line -> line.contains("HTTP/1.1 ")))
                .hasSize(3)
                .last()
                .asString()
                .endsWith("HTTP/1.1 401 Unauthorized");
    }

    @Test
    void takesNoTokenFromTheAddress() throws Exception {
        TestService.Reply reply =
                service.post(Endpoints2020.SCAN_PATH + "?access_token=" + TestService.TOKEN, TEMPLATE);

        Replies.assertProblem(reply, 401, "unauthenticated", "there is none");
    }

    @Test
    void asksBeforeItLooksAtAnythingElse() throws Exception {
        String head = "POST /v1/attestations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

        assertThat(service.raw(head + "Content-Length: 999999999\r\n\r\n")).startsWith("HTTP/1.1 401 ");
        assertThat(service.raw(head + "Content-Type: text/x\r\nContent-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void isNotFooledIntoAnotherMethod() throws Exception {
        String reply = service.raw("GET /cfn_nag/v1/signed_scan HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "X-HTTP-Method-Override: POST\r\nContent-Length: 0\r\nAuthorization: Bearer " + TestService.TOKEN
                + "\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 400 ").contains("problem:bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:4567"})
    void servesNoPageInABrowserThoughNobodyIsAskedForAToken(String origin) throws Exception {
        try (TestService open = TestService.open()) {
            TestService.Reply reply = open.post(Endpoints2020.SIGNED_SCAN_PATH, TEMPLATE, "Origin", origin);

            Replies.assertProblem(reply, 403, "forbidden", "browser");
            assertThat(reply.text()).doesNotContain("evil");
        }
    }
}

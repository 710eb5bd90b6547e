package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTestTest {
    private static final AwsAccess ACCESS = new AwsAccess.Keys("AKIAIOSFODNN7EXAMPLE", "not-a-real-secret");

    private FakeCloudFormation aws;

    @BeforeEach
    void start() throws IOException {
        aws = FakeCloudFormation.start();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private Target target(String account) throws SettingException {
        TargetEntry entry = new TargetEntry("staging", "eu-central-1");
        entry.setAccount(account);
        entry.setEndpoint(aws.endpoint().toString());
        return entry.target();
    }

    private static String ask(Target target) throws SettingException {
        return new ConnectionTest(Deployments.aws()).account(target, ACCESS);
    }

    @Test
    void namesTheAccountAndAsksNothingElse() throws SettingException {
        assertThat(ask(target("123456789012"))).isEqualTo("123456789012");
        assertThat(aws.requests())
                .extracting(FakeCloudFormation.Request::action)
                .containsOnly("GetCallerIdentity");
    }

    @Test
    void namesTheAccountOfATargetThatTakesAny() throws SettingException {
        assertThat(ask(target(""))).isEqualTo("123456789012");
    }

    @Test
    void refusesAnotherAccountThanTheTargets() throws SettingException {
        Target target = target("999999999999");
        assertThatThrownBy(() -> ask(target))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("999999999999", "123456789012");
    }

    @Test
    void saysWhyStsDoesNotAnswerAndNeverTheSecret() throws SettingException {
        aws.fail("GetCallerIdentity", 403, "InvalidClientTokenId", "The token not-a-real-secret is invalid.");
        Target target = target("123456789012");
        assertThatThrownBy(() -> ask(target))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("InvalidClientTokenId")
                .hasMessageNotContaining("not-a-real-secret");
    }

    @Test
    void saysWhatAServiceAnsweredToTheTemplate() throws IOException {
        AtomicReference<String> asked = new AtomicReference<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        service.start();
        try {
            ServiceEntry entry = new ServiceEntry(
                    "central",
                    "http://127.0.0.1:" + service.getAddress().getPort(),
                    SigningKey.generate(Algorithm.ED25519, new SecureRandom())
                            .verificationKey()
                            .toPem());
            assertThatThrownBy(() -> ConnectionTest.attest(entry))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContainingAll("status 401", "Check the token");
            assertThat(asked.get()).isEqualTo("/v1/attestations");
        } finally {
            service.stop(0);
        }
    }
}

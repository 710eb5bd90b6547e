package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before the first request. */
class StartTest {
    private static ServiceConfig config(String host, int port, Optional<String> token) {
        return new ServiceConfig(host, port, token, ServiceLimits.standard());
    }

    private static AttestationService start(ServiceConfig config) throws ServiceException {
        ServiceKeys keys = new ServiceKeys(TestService.KEY, Optional.empty());
        return AttestationService.start(
                config, keys, TestService.attester(TestService.KEY, Clock.systemUTC()), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void servesOthersOnlyWithAToken(String host) throws Exception {
        assertThatThrownBy(() -> start(config(host, 0, Optional.empty())))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Set a token");
        assertThat(config(host, 0, Optional.of("token")).address()).isEqualTo(InetAddress.getByName(host));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, http://127.0.0.1:", "localhost, http://", "127.9.8.7, http://127.9.8.7:"})
    void servesThisMachineWithoutAToken(String host, String address) throws Exception {
        try (AttestationService service = start(config(host, 0, Optional.empty()))) {
            assertThat(service.address().toString()).startsWith(address);
            assertThat(service.address().getPort()).isPositive();
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(ServiceConfig.LOOPBACK))) {
            assertThatThrownBy(() -> start(config(ServiceConfig.LOOPBACK, taken.getLocalPort(), Optional.empty())))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used")
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void saysThatAHostIsUnknown() {
        assertThatThrownBy(() -> start(config("no host", 0, Optional.of("token"))))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("'no host' is not known");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesPortsThatAreNone(int port) {
        assertThatThrownBy(() -> config(ServiceConfig.LOOPBACK, port, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\n", "schlüssel"})
    void refusesTokensNoHeaderCarriesAndDoesNotShowThem(String token) {
        assertThatThrownBy(() -> config(ServiceConfig.LOOPBACK, 0, Optional.of(token)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a token of printable ASCII without blanks, on one line, but this one is not. Make another.");
    }

    @Test
    void keepsTheTokenToItself() {
        assertThat(config(ServiceConfig.LOOPBACK, 0, Optional.of("s3cret")).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void refusesOneKeyForBothPurposes() {
        assertThatThrownBy(() -> new ServiceKeys(TestService.KEY, Optional.of(TestService.KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected two keys");
    }

    @Test
    void refusesAKeyClientsOf2020DoNotKnow() {
        Signer p256 = TestService.key(Algorithm.ECDSA_P256);

        assertThatThrownBy(() -> new ServiceKeys(TestService.KEY, Optional.of(p256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected an Ed25519 key")
                .hasMessageContaining("ECDSA_P256");
    }
}

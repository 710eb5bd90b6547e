package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://attest.example.org",
                "HTTPS://attest.example.org/base",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]:8080",
            })
    void takesATokenWhereNobodyCanReadIt(String url) {
        assertThat(ServiceAddress.of(URI.create(url), true).at("/x").toString()).isEqualTo(url + "/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attest.example.org",
                "http://127.0.0.1.example.org",
                "http://localhost.example.org",
                "http://10.0.0.1",
                "http://0x7f000001",
            })
    void neverSendsATokenInTheClear(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.of(URI.create(url), true))
                .withMessageContaining("in the clear");
        assertThat(ServiceAddress.of(URI.create(url), false).base()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attest.example.org", "ftp://x", "file:///etc/passwd", "https:///x", "https:x", "jar:http://x!/"
            })
    void refusesWhatIsNoUrlOfAService(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServiceAddress.of(URI.create(url), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:hunter2@x.example", "https://x.example?token=hunter2", "https://x.example#hunter2"
            })
    void refusesSecretsInTheUrlWithoutShowingThem(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceAddress.of(URI.create(url), false))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void doesNotMindASlashAtTheEnd() {
        assertThat(ServiceAddress.of(URI.create("https://x.example/base/"), true)
                        .at("/v1"))
                .isEqualTo(URI.create("https://x.example/base/v1"));
    }
}

package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyUriTest {
    @ParameterizedTest
    @CsvSource({
        "strict, strict",
        "Team-1_a.b~c, Team-1_a.b~c",
        "'two words', two%20words",
        "a:b/c?d#e, a%3Ab%2Fc%3Fd%23e",
        "köln, k%C3%B6ln",
        "😀, %F0%9F%98%80",
        "100%, 100%25",
        "'\u0001', %01",
    })
    void encodesWhateverIsNotUnreserved(String name, String encoded) {
        String uri = PolicyUri.of(name);

        assertThat(uri).isEqualTo("urn:cfn-attestation:policy:" + encoded);
        assertThat(URI.create(uri).getSchemeSpecificPart()).endsWith(":" + name);
    }
}

package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttestationReferenceTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String PATH = "cfn-attestation/a.yaml/0123456789ab.intoto.json";

    @Test
    void aMapNamesArtifactAndDigest() throws AbortException {
        assertThat(AttestationReference.of(
                        Map.of("artifact", PATH, "attestationDigest", DIGEST, "verdict", "PASS"), null))
                .isEqualTo(new AttestationReference(PATH, Optional.of(new Digest(DIGEST))));
    }

    @Test
    void aTextIsAPath() throws AbortException {
        assertThat(AttestationReference.of(new StringBuilder(PATH), null))
                .isEqualTo(new AttestationReference(PATH, Optional.empty()));
    }

    static Stream<Object> nonsense() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("artifact", null);
        nothing.put("attestationDigest", null);
        return Stream.of(
                Map.of(),
                nothing,
                Map.of("artifact", PATH),
                Map.of("attestationDigest", DIGEST),
                Map.of("artifact", 1, "attestationDigest", DIGEST),
                Map.of("artifact", PATH, "attestationDigest", DIGEST.toUpperCase(java.util.Locale.ROOT)),
                Map.of("artifact", "../../secrets/master.key", "attestationDigest", DIGEST),
                List.of(PATH),
                1,
                "",
                "/etc/passwd",
                "../../../secrets/master.key");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void refusesNonsense(Object given) {
        assertThatThrownBy(() -> AttestationReference.of(given, null))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("attestation should be ");
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> AttestationReference.of(null, null)).isInstanceOf(AbortException.class);
    }
}

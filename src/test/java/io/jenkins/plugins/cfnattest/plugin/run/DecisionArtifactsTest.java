package io.jenkins.plugins.cfnattest.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionArtifactsTest {
    @ParameterizedTest
    @CsvSource({
        "cfn-attestation/infra/a.yaml/0123456789ab.intoto.json, cfn-attestation/infra/a.yaml/",
        "cfn-attestation/loose.json, cfn-attestation/cfn-attestation/loose.json/",
        "elsewhere/proof.json, cfn-attestation/elsewhere/proof.json/",
        "cfn-attestations/x/y.json, cfn-attestation/cfn-attestations/x/y.json/"
    })
    void standBesideTheirAttestation(String attestation, String folder) {
        assertThat(DecisionArtifacts.folder(attestation)).isEqualTo(folder);
    }
}

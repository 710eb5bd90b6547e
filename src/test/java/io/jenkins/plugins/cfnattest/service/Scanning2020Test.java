package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of the 2020 service, seen by a client of it: the JDK's own Ed25519, no code of ours. */
class Scanning2020Test {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestService service;

    @BeforeAll
    static void start() throws ServiceException {
        service = TestService.open();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static boolean verifies(JsonNode answer, SigningKey key) throws Exception {
        String pem = key.verificationKey().toPem().replaceAll("-----[A-Z ]+-----|\\s", "");
        PublicKey half = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(half);
        signature.update(answer.path("results_encoded").asText().getBytes(StandardCharsets.US_ASCII));
        return signature.verify(
                Base64.getDecoder().decode(answer.path("signature").asText()));
    }

    static JsonNode decoded(JsonNode answer) throws Exception {
        return JSON.readTree(
                Base64.getDecoder().decode(answer.path("results_encoded").asText()));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void scansWithTheMembersInTheirOrder() throws Exception {
        TestService.Reply reply = service.post("/cfn_nag/v1/scan", utf8(TestService.BUCKET));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        Replies.assertGuarded(reply);
        assertThat(reply.text())
                .startsWith("{\"results\":{\"failure_count\":1,\"violations\":[{\"id\":\"")
                .contains("\"logical_resource_ids\":[\"Köln\"],\"line_numbers\":[3],\"element_types\":[\"resource\"]}")
                .doesNotContain("\n", ": ");
        JsonNode failing = reply.json().at("/results/violations");
        assertThat(failing).anySatisfy(violation -> {
            assertThat(violation.path("id").asText()).isEqualTo("F14");
            assertThat(names(violation))
                    .containsExactly(
                            "id", "name", "type", "message", "logical_resource_ids", "line_numbers", "element_types");
        });
    }

    @Test
    void signsAsAClientOf2020Verifies() throws Exception {
        TestService.Reply reply = service.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET));

        JsonNode answer = reply.json();
        assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(names(answer)).containsExactly("results", "results_encoded", "signature");
        assertThat(verifies(answer, TestService.KEY_2020)).isTrue();
        JsonNode signed = decoded(answer);
        assertThat(names(signed)).containsExactly("violations", "template", "rules");
        assertThat(signed.path("violations")).isEqualTo(answer.path("results"));
        assertThat(signed.path("template").asText()).isEqualTo(TestService.BUCKET);
        assertThat(signed.path("rules")).hasSameSizeAs(Catalogue.cfnNag().rules());
        assertThat(signed.path("rules"))
                .anySatisfy(rule -> assertThat(rule.asText()).startsWith("F14 S3BucketPublicReadWriteAclRule FAIL "));
        assertThat(service.post("/cfn_nag/v1/scan", utf8(TestService.BUCKET))
                        .json()
                        .path("results"))
                .isEqualTo(answer.path("results"));
    }

    @Test
    void signsTheSameTheSame() throws Exception {
        assertThat(service.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET))
                        .text())
                .isEqualTo(service.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET))
                        .text());
    }

    @Test
    void neverSignsWithTheKeyForAttestations() throws Exception {
        JsonNode answer = service.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET))
                .json();

        assertThat(verifies(answer, TestService.KEY)).isFalse();
    }

    @Test
    void saysSoWhenThereIsNoKeyForIt() throws Exception {
        try (TestService without = TestService.with(TestService.KEY, Optional.empty())) {
            TestService.Reply reply = without.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET));

            Replies.assertProblem(reply, 501, "no-key", "/v1/attestations");
            assertThat(reply.text()).doesNotContain("signature\"");
            assertThat(without.post("/cfn_nag/v1/scan", utf8(TestService.BUCKET))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Resources: {}",
                "a: b: c",
                "{\"Resources\":",
                "[]",
                "Resources: {A: {Properties: {}}}",
                "\u0000",
                "&a [*a]",
                "{\"Resources\":{\"\\ud83d\":{\"Type\":\"AWS::S3::Bucket\"}}}"
            })
    void findsAnUnusableTemplateFatal(String template) throws Exception {
        TestService.Reply scan = service.post("/cfn_nag/v1/scan", utf8(template));
        JsonNode signed =
                service.post("/cfn_nag/v1/signed_scan", utf8(template)).json();

        assertThat(scan.status()).isEqualTo(200);
        JsonNode violation = scan.json().at("/results/violations/0");
        assertThat(violation.path("id").asText()).isEqualTo("FATAL");
        assertThat(violation.path("name").asText()).isEqualTo("system");
        assertThat(violation.path("type").asText()).isEqualTo("FAIL");
        assertThat(violation.path("logical_resource_ids")).isEmpty();
        assertThat(scan.json().at("/results/failure_count").asInt()).isEqualTo(1);
        assertThat(verifies(signed, TestService.KEY_2020)).isTrue();
        assertThat(decoded(signed).path("violations")).isEqualTo(scan.json().path("results"));
        assertThat(decoded(signed).path("template").asText()).isEqualTo(template);
    }

    @Test
    void doesNotSignBytesItCanNotRepeat() throws Exception {
        byte[] latin =
                ("Resources:\n  A:\n    Type: AWS::S3::Bucket # K\u00f6ln\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(service.post("/cfn_nag/v1/scan", latin)
                        .json()
                        .at("/results/violations/0/id")
                        .asText())
                .isEqualTo("FATAL");
        Replies.assertProblem(service.post("/cfn_nag/v1/signed_scan", latin), 422, "unprocessable", "UTF-8");
    }

    @Test
    void keepsAByteOrderMarkInWhatItSigns() throws Exception {
        String template = "\ufeff" + TestService.BUCKET;

        assertThat(decoded(service.post("/cfn_nag/v1/signed_scan", utf8(template))
                                .json())
                        .path("template")
                        .asText())
                .isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/yaml",
                "multipart/form-data; boundary=x",
                "application/json",
                "nonsense"
            })
    void takesTheBodyWhateverItCallsItself(String type) throws Exception {
        byte[] template = utf8("# a=%zz&b\n" + TestService.BUCKET);

        TestService.Reply reply = service.post("/cfn_nag/v1/scan", template, "Content-Type", type);

        assertThat(reply.json().at("/results/failure_count").asInt()).isEqualTo(1);
    }

    @Test
    void takesATemplateAsLargeAsCloudFormationDoes() throws Exception {
        String comment = "#".repeat(1024 * 1024 - utf8(TestService.BUCKET).length);

        JsonNode fits = service.post("/cfn_nag/v1/signed_scan", utf8(TestService.BUCKET + comment))
                .json();
        JsonNode over = service.post("/cfn_nag/v1/scan", utf8(TestService.BUCKET + comment + "#"))
                .json();

        assertThat(verifies(fits, TestService.KEY_2020)).isTrue();
        assertThat(fits.at("/results/violations"))
                .noneMatch(violation -> violation.path("id").asText().equals("FATAL"));
        assertThat(over.at("/results/violations/0/id").asText()).isEqualTo("FATAL");
    }
}

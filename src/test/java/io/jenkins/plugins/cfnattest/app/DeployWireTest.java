package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.app.DeployGated.Mode;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a request for a deployment, and in an answer to a refusal. */
class DeployWireTest {
    private static final String LEAST = "\"envelope\":\"{}\",\"target\":\"t\",\"stack\":\"s\"";

    private static DeployWire.Wanted read(String members) throws WireException {
        return DeployWire.read(Bytes.utf8("{" + members + "}"));
    }

    @Test
    void readsTheLeast() throws WireException {
        DeployWire.Wanted wanted = read(LEAST);

        assertThat(wanted.envelope()).isEqualTo(Bytes.utf8("{}"));
        assertThat(wanted.region()).isEmpty();
        assertThat(wanted.mode()).isEqualTo(new Mode.Deploy());
        assertThat(wanted.onAbort()).isEqualTo(OnAbort.CANCEL);
        assertThat(wanted.parameters()).isEmpty();
        assertThat(wanted.rollback()).isFalse();
        assertThat(wanted.breakGlass()).isEmpty();
    }

    @Test
    void readsEverything() throws WireException {
        DeployWire.Wanted wanted = read(LEAST + """
                        ,"region":"eu-west-1","parameters":{"A":"","B":"2"},"secretParameters":{"P":"hush"},
                        "usePreviousValues":["K"],"tags":{"team":"pay"},"capabilities":["CAPABILITY_IAM"],
                        "role":"arn:aws:iam::111122223333:role/cf","waivers":["{w}"],"recordProof":"p","rollback":true,
                        "changeSet":"arn:x","onAbort":"LEAVE","breakGlass":{"reason":"r","ticket":"t"},
                        "approval":{"refusal":"{r}","approval":"{a}"}
                        """);

        assertThat(wanted.region()).contains("eu-west-1");
        assertThat(wanted.parameters()).isEqualTo(Map.of("A", "", "B", "2"));
        assertThat(wanted.secrets()).isEqualTo(Map.of("P", "hush"));
        assertThat(wanted.previousValues()).containsExactly("K");
        assertThat(wanted.tags()).isEqualTo(Map.of("team", "pay"));
        assertThat(wanted.capabilities()).containsExactly("CAPABILITY_IAM");
        assertThat(wanted.role()).contains("arn:aws:iam::111122223333:role/cf");
        assertThat(wanted.waivers()).containsExactly(Bytes.utf8("{w}"));
        assertThat(wanted.recordProof()).contains(Bytes.utf8("p"));
        assertThat(wanted.rollback()).isTrue();
        assertThat(wanted.mode()).isEqualTo(new Mode.Apply("arn:x"));
        assertThat(wanted.onAbort()).isEqualTo(OnAbort.LEAVE);
        assertThat(wanted.breakGlass()).contains(new BreakGlassWish("r", "t"));
        assertThat(wanted.approval()).contains(new DeployWire.Approved(Bytes.utf8("{r}"), Bytes.utf8("{a}")));
        assertThat(wanted.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"target\":\"t\",\"stack\":\"s\"",
                "\"envelope\":{},\"target\":\"t\",\"stack\":\"s\"",
                "\"envelope\":\"{}\",\"target\":\"t\",\"stack\":\" \"",
                LEAST + ",\"caller\":\"pay/deploy\"",
                LEAST + ",\"stack\":\"other\"",
                LEAST + ",\"parameters\":{\"A\":\"1\",\"A\":\"2\"}",
                LEAST + ",\"parameters\":{\"A\":1}",
                LEAST + ",\"parameters\":null",
                LEAST + ",\"parameters\":{\"A\":\"hush\"},\"secretParameters\":{\"A\":\"hush\"}",
                LEAST + ",\"secretParameters\":{\"A\":\"hush\\ud800\"}",
                LEAST + ",\"secretParameters\":{\"A\":[\"hush\"]}",
                LEAST + ",\"secretParameters\":{\"A\":\"hush\" \"hush\"}",
                LEAST + ",\"waivers\":[{}]",
                LEAST + ",\"rollback\":\"true\"",
                LEAST + ",\"onAbort\":\"cancel\"",
                LEAST + ",\"dryRun\":true,\"changeSet\":\"arn:x\"",
                LEAST + ",\"dryRun\":true,\"breakGlass\":{\"reason\":\"r\",\"ticket\":\"t\"}",
                LEAST + ",\"breakGlass\":{\"reason\":\"r\"}",
                LEAST + ",\"breakGlass\":{\"reason\":\"r\",\"ticket\":\" \"}",
                LEAST + ",\"breakGlass\":{\"reason\":\"r\",\"ticket\":\"t\",\"approver\":\"me\"}",
                LEAST + ",\"approval\":{\"refusal\":\"x\"}",
                LEAST + "} {"
            })
    void refusesWhatIsNotExactlyThatAndQuotesNoValue(String members) {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read(members))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    /** What is asked is kept with a refusal: nobody fills the memory of the service with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"target\":\"t\",\"stack\":\"LONG\" | 255 | 'stack'",
                "\"stack\":\"s\",\"target\":\"LONG\" | 255 | 'target'",
                "LEAST,\"region\":\"LONG\" | 255 | 'region'",
                "LEAST,\"role\":\"LONG\" | 2048 | 'role'",
                "LEAST,\"changeSet\":\"LONG\" | 2048 | 'changeSet'",
                "LEAST,\"parameters\":{\"A\":\"LONG\"} | 4096 | 'parameters'",
                "LEAST,\"parameters\":{\"LONG\":\"a\"} | 255 | 'parameters'",
                "LEAST,\"secretParameters\":{\"A\":\"LONG\"} | 4096 | 'secretParameters'",
                "LEAST,\"tags\":{\"LONG\":\"a\"} | 255 | 'tags'",
                "LEAST,\"usePreviousValues\":[\"A\",\"LONG\"] | 255 | 'usePreviousValues'",
                "LEAST,\"capabilities\":[\"LONG\"] | 255 | 'capabilities'",
            })
    void refusesTextsThatCloudFormationWouldNotTake(String members, int longest, String name) throws WireException {
        String pattern = "\"envelope\":\"{}\"," + members.replace("LEAST", "\"target\":\"t\",\"stack\":\"s\"");

        read(pattern.replace("LONG", "x".repeat(longest)));

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read(pattern.replace("LONG", "x".repeat(longest + 1))))
                .withMessageContainingAll("more than " + longest + " characters", name);
    }

    @ParameterizedTest
    @CsvSource({"parameters, 200", "secretParameters, 200", "tags, 50"})
    void refusesMoreThanCloudFormationWouldTake(String name, int most) throws WireException {
        String all =
                IntStream.range(0, most).mapToObj(i -> "\"P" + i + "\":\"v\"").collect(Collectors.joining(","));

        read(LEAST + ",\"" + name + "\":{" + all + "}");

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> read(LEAST + ",\"" + name + "\":{" + all + ",\"Q\":\"v\"}"))
                .withMessageContainingAll("more than " + most, "'" + name + "'");
    }

    @Test
    void refusesReasonsWithoutAnEnd() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(
                        () -> read(LEAST + ",\"breakGlass\":{\"ticket\":\"t\",\"reason\":\"" + "r".repeat(501) + "\"}"))
                .withMessageContaining("1 to 500 characters for 'reason'");
    }

    @Test
    void readsAnswers() throws WireException {
        String digest = "a".repeat(64);

        ApprovalWire.Answer answer =
                ApprovalWire.read(Bytes.utf8("{\"decisionDigest\":\"" + digest + "\",\"approve\":false}"));

        assertThat(answer).isEqualTo(new ApprovalWire.Answer(new Digest(digest), false, Optional.empty()));
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ApprovalWire.read(Bytes.utf8("{\"decisionDigest\":\"" + digest
                        + "\",\"approve\":true,\"comment\":\"" + "c".repeat(501) + "\"}")))
                .withMessageContaining("500 characters");
    }
}

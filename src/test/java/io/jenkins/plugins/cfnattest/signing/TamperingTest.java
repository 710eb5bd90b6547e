package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.JsonMutant;
import io.jenkins.plugins.cfnattest.envelope.JsonMutant.Change;
import io.jenkins.plugins.cfnattest.envelope.SampleStatement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but the original verifies. What stands outside of what is signed (the hint, white space) may change, and never changes what comes out. */
class TamperingTest {
    /** Each bit, all bits, and the two that turn + into - and / into _. */
    private static final int[] MASKS = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF, 0x06, 0x70};

    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final Bytes PAYLOAD = StatementJson.write(SampleStatement.small());

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "ECDSA_P256"})
    void everyByteChanged(Algorithm algorithm) throws Exception {
        Case original = new Case(algorithm);
        SortedSet<Integer> survivors = new TreeSet<>();
        for (int i = 0; i < original.json.length; i++) {
            for (int mask : MASKS) {
                byte[] changed = original.json.clone();
                changed[i] ^= (byte) mask;
                if (original.verifies(changed)) {
                    assertSaysTheSame(original, changed);
                    survivors.add(i);
                }
            }
        }
        survivors.removeIf(i -> original.isHint(i) || i == original.json.length - 1);
        assertThat(survivors)
                .as("places outside of the hint where a change was not noticed, but for another base64 alphabet")
                .allSatisfy(i -> assertThat("+/").contains(String.valueOf((char) original.json[i])));
    }

    @Test
    void everyLength() {
        Case original = new Case(Algorithm.ED25519);
        List<Integer> verified = new ArrayList<>();
        for (int length = 0; length <= original.json.length; length++) {
            if (original.verifies(Arrays.copyOf(original.json, length))) {
                verified.add(length);
            }
        }
        assertThat(verified)
                .as("the last byte is a line feed, which is not needed")
                .containsExactly(original.json.length - 1, original.json.length);
    }

    @Test
    void everyByteAppendedOrPutBefore() {
        Case original = new Case(Algorithm.ED25519);
        String blank = " \t\r\n";
        for (int value = 0; value < 256; value++) {
            boolean isBlank = blank.indexOf(value) >= 0;
            assertThat(original.verifies(concat(original.json, new byte[] {(byte) value})))
                    .as("0x%02x behind", value)
                    .isEqualTo(isBlank);
            assertThat(original.verifies(concat(new byte[] {(byte) value}, original.json)))
                    .as("0x%02x before", value)
                    .isEqualTo(isBlank);
        }
        assertThat(original.verifies(concat(original.json, original.json))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "=", "A", "\\n", "\\u0000"})
    void everyPlaceInsideASignedTextExtended(String extra) throws Exception {
        Case original = new Case(Algorithm.ED25519);
        String json = new String(original.json, StandardCharsets.UTF_8);
        JsonNode tree = LENIENT.readTree(json);
        List<String> texts = List.of(
                tree.get("payload").textValue(),
                tree.get("payloadType").textValue(),
                tree.get("signatures").get(0).get("sig").textValue());
        for (String text : texts) {
            int start = json.indexOf(text);
            for (int i = start; i <= start + text.length(); i++) {
                byte[] changed = (json.substring(0, i) + extra + json.substring(i)).getBytes(StandardCharsets.UTF_8);
                assertThat(original.verifies(changed)).as("%s at %s", extra, i).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyMemberOfTheEnvelopeChanged(Change change) throws Exception {
        Case original = new Case(Algorithm.ED25519);
        for (JsonMutant mutant : JsonMutant.of(new String(original.json, StandardCharsets.UTF_8), change)) {
            byte[] changed = mutant.json().getBytes(StandardCharsets.UTF_8);
            boolean harmless = change == Change.PRECEDE || mutant.change().equals("REMOVE signatures[0].keyid");
            assertThat(original.verifies(changed)).as(mutant.change()).isEqualTo(harmless);
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyMemberOfTheStatementChanged(Change change) throws Exception {
        Case original = new Case(Algorithm.ED25519);
        for (JsonMutant mutant : JsonMutant.of(PAYLOAD.toUtf8(), change)) {
            Envelope forged = new Envelope(
                    original.envelope.payloadType(), Bytes.utf8(mutant.json()), original.envelope.signatures());
            assertThat(original.verifies(EnvelopeJson.write(forged).toArray()))
                    .as(mutant.change())
                    .isFalse();
        }
    }

    @Test
    void everySpellingOfTheSamePayload() throws Exception {
        Case original = new Case(Algorithm.ED25519);
        String json = new String(original.json, StandardCharsets.UTF_8);

        assertThat(original.verifies(
                        json.replace("\"payload\"", "\"p\\u0061yload\"").getBytes(StandardCharsets.UTF_8)))
                .as("the same name, escaped")
                .isTrue();
        Bytes spaced = Bytes.utf8(PAYLOAD.toUtf8().replace("{", "{ "));
        Envelope forged = new Envelope(Envelope.IN_TOTO, spaced, original.envelope.signatures());
        assertThat(original.verifies(EnvelopeJson.write(forged).toArray()))
                .as("the same statement in other bytes")
                .isFalse();
    }

    /** Asks another parser what the changed envelope says: payload, type and signature must be the original ones, byte by byte. */
    private static void assertSaysTheSame(Case original, byte[] changed) throws Exception {
        JsonNode tree = LENIENT.readTree(changed);
        assertThat(tree.get("payloadType").textValue()).isEqualTo(original.envelope.payloadType());
        assertThat(decoded(tree.get("payload"))).isEqualTo(original.envelope.payload());
        assertThat(decoded(tree.get("signatures").get(0).get("sig")))
                .isEqualTo(original.envelope.signatures().get(0).signature());
    }

    private static Bytes decoded(JsonNode base64) {
        return Bytes.of(java.util.Base64.getMimeDecoder()
                .decode(base64.textValue().replace('-', '+').replace('_', '/')));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** A small signed envelope and the one key that is trusted. */
    private static final class Case {
        final Envelope envelope;
        final byte[] json;
        private final Verifier verifier;
        private final int hintStart;
        private final int hintEnd;

        Case(Algorithm algorithm) {
            SigningKey key = SampleKeys.of(algorithm, 4);
            try {
                envelope = key.seal(Envelope.IN_TOTO, PAYLOAD);
            } catch (KeyException e) {
                throw new AssertionError(e);
            }
            json = EnvelopeJson.write(envelope).toArray();
            String text = new String(json, StandardCharsets.UTF_8);
            hintStart = text.indexOf("\"keyid\"");
            hintEnd = text.indexOf(',', hintStart);
            verifier = new Verifier(
                    new TrustedKeys(List.of(TrustedKey.always("ci", key.verificationKey(), Purpose.ATTEST))));
            assertThat(verifies(json)).isTrue();
        }

        boolean isHint(int position) {
            return position >= hintStart && position < hintEnd;
        }

        /** Whether it verifies; if so, what came out is what went in. */
        boolean verifies(byte[] changed) {
            Optional<VerifiedStatement> verified;
            try {
                verified = Optional.of(verifier.verify(Bytes.of(changed)));
            } catch (VerificationException e) {
                verified = Optional.empty(); // Refused, with a reason; anything else that is thrown fails the test.
            }
            verified.ifPresent(statement -> {
                assertThat(statement.statement()).isEqualTo(SampleStatement.small());
                assertThat(statement.attestationDigest()).isEqualTo(Digest.of(PAYLOAD));
            });
            return verified.isPresent();
        }
    }
}

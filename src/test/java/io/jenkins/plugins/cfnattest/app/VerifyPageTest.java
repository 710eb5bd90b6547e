package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands of docs/verify.md, as they stand there, on envelopes of ours; where the programs are. */
class VerifyPageTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String GATE = "https://ci.example/cfn-attestation/gate";

    @TempDir
    Path folder;

    @BeforeEach
    void hasThePrograms() throws Exception {
        boolean present;
        try {
            present = run("case $(openssl version) in 'OpenSSL '[3-9]*) jq --version ;; *) false ;; esac") == 0;
        } catch (IOException e) {
            present = false; // There is no shell.
        }
        assumeTrue(present, "openssl 3 and jq are here");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void theCommandsVerifyEnvelopesUnderEveryKindOfKey(Algorithm algorithm) throws Exception {
        writeSamples(algorithm);

        assertThat(run(commands())).as(this::output).isZero();
        assertThat(output()).contains("\"verdict\": \"PASS\"", "\"allowed\": true", "PAY-1");
    }

    @ParameterizedTest
    @CsvSource({
        "bucket.yaml.intoto.json, ED25519",
        "web.vsa.json, ECDSA_P256",
        "web.decision.json, ECDSA_P384",
        "waiver.intoto.json, ED25519",
    })
    void theCommandsStopAtAnEnvelopeThatWasChanged(String file, Algorithm algorithm) throws Exception {
        writeSamples(algorithm);
        Envelope good = EnvelopeJson.read(Bytes.of(Files.readAllBytes(folder.resolve(file))));
        Bytes changed = Bytes.utf8(good.payload().toUtf8().replaceFirst("\"20[0-9]{2}-", "\"2019-"));
        write(file, EnvelopeJson.write(new Envelope(good.payloadType(), changed, good.signatures())));

        assertThat(run(commands())).as(this::output).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void theCommandsStopAtAnotherTemplateAndAtAnotherPayloadType(Algorithm algorithm) throws Exception {
        writeSamples(algorithm);
        write("bucket.yaml", AppFixture.FAILING);
        assertThat(run(commands())).as(this::output).isNotZero();

        SigningKey key = writeSamples(algorithm);
        Envelope good = EnvelopeJson.read(Bytes.of(Files.readAllBytes(folder.resolve("web.vsa.json"))));
        write("web.vsa.json", EnvelopeJson.write(key.seal("text/plain", good.payload())));
        assertThat(run(commands())).as(this::output).isNotZero();
    }

    private static String commands() throws IOException {
        StringBuilder commands = new StringBuilder("set -eu\n");
        Matcher blocks = COMMANDS.matcher(Files.readString(Path.of("docs/verify.md")));
        int found = 0;
        while (blocks.find()) {
            commands.append(blocks.group(1));
            found++;
        }
        assertThat(found).as("blocks of commands on the page").isEqualTo(5);
        return commands.toString();
    }

    /** One key plays every part here, which only people who do not compare purposes accept. */
    private SigningKey writeSamples(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
        for (String name : new String[] {"attest.pub", "gate.pub", "waiver.pub"}) {
            write(name, Bytes.utf8(key.verificationKey().toPem()));
        }
        Bytes envelope = AppFixture.attester(key).attest(AppFixture.request()).envelope();
        SignedDecision signed = new DecisionSigner(key, GATE, "1.2.3", AppFixture.CLOCK)
                .sign(
                        new Gate(Policy.standard(), AppFixture.trusting(key, Purpose.ATTEST), AppFixture.CLOCK)
                                .decide(envelope, AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1")),
                        Optional.empty(),
                        "NONE");
        Waiver waiver = new Waiver(
                "W41",
                "Bucket",
                Optional.of(Digest.of(AppFixture.TEMPLATE)),
                Optional.empty(),
                "pay team",
                "public on purpose",
                "PAY-1",
                Instant.parse("2020-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59Z"));
        write("bucket.yaml", AppFixture.TEMPLATE);
        write("bucket.yaml.intoto.json", envelope);
        write("web.decision.json", signed.decision());
        write("web.vsa.json", signed.summary().orElseThrow());
        write("waiver.intoto.json", EnvelopeJson.write(key.seal(Envelope.IN_TOTO, WaiverJson.write(waiver))));
        return key;
    }

    private void write(String name, Bytes content) throws IOException {
        Files.write(folder.resolve(name), content.toArray());
    }

    private int run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        shell.getOutputStream().close();
        boolean ended = shell.waitFor(60, TimeUnit.SECONDS);
        shell.destroyForcibly();
        assertThat(ended).as("the commands ended").isTrue();
        return shell.exitValue();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return "no output: " + e;
        }
    }
}

package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signed exceptions that a pipeline hands over: a good one lets pass, and a bad one refuses. */
@InJenkins
class WaiverIT {
    private static final String WEB = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";

    private final JenkinsServer jenkins;
    private final SigningKey officer = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private Staging staging;

    WaiverIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        staging.trust("officer", officer, Purpose.WAIVER);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    /** What is wrong with a waiver. */
    private enum Wrong {
        SIGNED_BY_A_STRANGER,
        SIGNED_BY_THE_ATTESTER,
        CHANGED_AFTER_SIGNING,
        EXPIRED,
        NOT_YET_BEGUN,
        FOR_ANOTHER_STACK,
        FOR_LONGER_THAN_ALLOWED
    }

    @Test
    void anArchivedWaiverLetsPassWithoutAWorkspace() throws Exception {
        Build build = jenkins.pipeline("e2e-waived", """
                        def proof
                        node {
                            %s
                            %s
                            archiveArtifacts 'disk.waiver.json'
                            proof = cfnNagAttest template: 'template.yaml'
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: 'web', waivers: ['disk.waiver.json']
                        """.formatted(
                                Templates.write("template.yaml", Templates.OPEN_VOLUME),
                                Templates.write("disk.waiver.json", signed(waiver(WEB, 0, 1), officer))))
                .build();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("SEC-7", "pay team", "scratch data");
    }

    @ParameterizedTest
    @EnumSource
    void aBadWaiverRefuses(Wrong wrong) throws Exception {
        Build build = deploy("e2e-waiver-" + wrong.name().toLowerCase(Locale.ROOT), bad(wrong), Templates.OPEN_VOLUME);
        assertRefused(build, "  WAIVER_INVALID: ");
        assertThat(build.console()).contains("  VIOLATIONS: ");
    }

    @Test
    void aBadWaiverRefusesEvenWhereNoneIsNeeded() throws Exception {
        assertRefused(
                deploy("e2e-waiver-needless", bad(Wrong.SIGNED_BY_A_STRANGER), Templates.BUCKET), "  WAIVER_INVALID: ");
    }

    private byte[] bad(Wrong wrong) throws KeyException {
        Waiver good = waiver(WEB, 0, 1);
        return switch (wrong) {
            case SIGNED_BY_A_STRANGER -> signed(good, SigningKey.generate(Algorithm.ED25519, new SecureRandom()));
            case SIGNED_BY_THE_ATTESTER -> signed(good, staging.key());
            case CHANGED_AFTER_SIGNING -> exchanged(good);
            case EXPIRED -> signed(waiver(WEB, -2, -1), officer);
            case NOT_YET_BEGUN -> signed(waiver(WEB, 1, 2), officer);
            case FOR_ANOTHER_STACK -> signed(waiver(WEB + "-2", 0, 1), officer);
            case FOR_LONGER_THAN_ALLOWED -> signed(waiver(WEB, 0, 365), officer);
        };
    }

    /** The signature of a waiver for another resource. */
    private byte[] exchanged(Waiver good) throws KeyException {
        Waiver narrow = new Waiver(
                good.rule(),
                "Harmless",
                good.template(),
                good.stacks(),
                good.owner(),
                good.reason(),
                good.ticket(),
                good.issuedAt(),
                good.expiresAt());
        Envelope granted = officer.seal(Envelope.IN_TOTO, WaiverJson.write(narrow));
        Envelope wanted = new Envelope(granted.payloadType(), WaiverJson.write(good), granted.signatures());
        return EnvelopeJson.write(wanted).toArray();
    }

    private static byte[] signed(Waiver waiver, SigningKey key) throws KeyException {
        return EnvelopeJson.write(key.seal(Envelope.IN_TOTO, WaiverJson.write(waiver)))
                .toArray();
    }

    /** For the open volume, from and until so many days from now. */
    private static Waiver waiver(String stack, int from, int until) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Waiver(
                "F1",
                "Disk",
                Optional.empty(),
                Optional.of(stack),
                "pay team",
                "scratch data",
                "SEC-7",
                now.plus(Duration.ofDays(from)),
                now.plus(Duration.ofDays(until)));
    }

    private Build deploy(String name, byte[] waiver, String template) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            %s
                            def proof = cfnNagAttest template: 'template.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web', waivers: ['a.waiver.json']
                        }
                        """.formatted(
                                Templates.write("template.yaml", template), Templates.write("a.waiver.json", waiver)))
                .build();
    }

    private void assertRefused(Build build, String why) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: ", why).doesNotContain("\tat ");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }
}

package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that should be there and is not, or cannot be written: then nothing is executed, and nothing is left behind. */
@InJenkins
class LostRecordIT {
    private final JenkinsServer jenkins;

    @TempDir
    private Path folder;

    private Staging staging;
    private KeptRecord record;

    LostRecordIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    /** What somebody did to the folder. */
    private enum Damage {
        FOLDER_GONE("cannot be used") {
            @Override
            void in(Path record) throws IOException {
                Files.move(record, record.resolveSibling("elsewhere"));
            }
        },
        CHECKPOINT_OF_ANOTHER("RECORD_UNAVAILABLE") {
            @Override
            void in(Path record) throws IOException {
                Path checkpoint = record.resolve("checkpoint");
                String signed = Files.readString(checkpoint);
                Files.writeString(checkpoint, signed.replace("\n1\n", "\n2\n"));
            }
        },
        ENTRY_CHANGED("RECORD_UNAVAILABLE") {
            @Override
            void in(Path record) throws IOException {
                Path entries = record.resolve("tile/entries/000.p/1");
                byte[] content = Files.readAllBytes(entries);
                content[content.length - 10] ^= 1;
                Files.write(entries, content);
            }
        },
        EVENTS_UNWRITABLE("RECORD_UNAVAILABLE: The decision could not be put on record") {
            @Override
            void in(Path record) throws IOException {
                Path events = record.resolve("events/000");
                Files.move(events, record.resolveSibling("events"));
                Files.writeString(events, "no folder");
            }
        };

        private final String told;

        Damage(String told) {
            this.told = told;
        }

        abstract void in(Path record) throws IOException;
    }

    @BeforeEach
    void configure() throws Exception {
        staging = Staging.at(jenkins);
        record = KeptRecord.in(folder.resolve("record"), jenkins);
        staging.usePolicy(new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8)
                .replace(
                        "record: {required: false}",
                        "trustedLogs:\n  - " + record.key() + "\nrecord: {required: true}"));
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @ParameterizedTest
    @EnumSource
    void executesNothingWhenTheRecordIsBroken(Damage damage) throws Exception {
        Attestation attestation = recorded();
        damage.in(record.folder());
        Build build = deploy("e2e-record-" + damage.name().toLowerCase(Locale.ROOT), attestation);
        assertNothingDone(build, damage.told);
    }

    @Test
    void executesNothingWhileAnotherHoldsTheRecord() throws Exception {
        Attestation attestation = recorded();
        try (LogWriter other = record.hold()) {
            assertNothingDone(deploy("e2e-record-held", attestation), "RECORD_UNAVAILABLE");
            assertThat(other.view().checkpoint().size()).isOne();
        }
    }

    @Test
    void executesNothingWhenThePolicyNeedsARecordAndThereIsNone() throws Exception {
        Attestation attestation = recorded();
        jenkins.client().script("""
                def configuration = io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get()
                configuration.recordFolder = ''
                configuration.recordKey = ''
                """);
        assertNothingDone(deploy("e2e-record-none", attestation), "RECORD_UNAVAILABLE");
    }

    @Test
    void refusesWhatWasAttestedOffTheBooks() throws Exception {
        Attestation attestation = Attestations.at(Instant.now(), staging.key(), Templates.BUCKET);
        assertNothingDone(deploy("e2e-record-missing", attestation), "RECORD_MISSING");
    }

    @Test
    void keepsNoAttestationThatCouldNotBeRecorded() throws Exception {
        Damage.FOLDER_GONE.in(record.folder());
        Build build = jenkins.pipeline(
                        "e2e-record-unattested", """
                        node {
                            %s
                            cfnNagAttest template: 'bucket.yaml'
                        }
                        """.formatted(Templates.write("bucket.yaml", Templates.BUCKET)))
                .build();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: The record in ").doesNotContain("\tat ");
        assertThat(build.artifacts()).isEmpty();
    }

    private Attestation recorded() throws Exception {
        Attestation attestation = Attestations.at(Instant.now(), staging.key(), Templates.BUCKET);
        record.add(attestation);
        return attestation;
    }

    private Build deploy(String name, Attestation attestation) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            cfnDeployGated attestation: 'old.json', target: 'staging', stack: 'web'
                        }
                        """.formatted(Attestations.archive(attestation)))
                .build();
    }

    private void assertNothingDone(Build build, String told) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: ", told).doesNotContain("\tat ");
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
        assertThat(staging.aws().actions().openChangeSets()).isZero();
        assertThat(staging.aws().actions().status("web")).isEmpty();
    }
}

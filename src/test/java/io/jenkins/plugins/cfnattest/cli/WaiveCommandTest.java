package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code waive}, and what the gate makes of a waiver. */
class WaiveCommandTest {
    private static final String REASON = "moves to the archive";

    @TempDir
    private Path folder;

    private Path template;
    private Path waiver;

    @BeforeEach
    void prepare() throws IOException {
        Cli.keygen(folder, "waiver");
        template = Cli.write(folder, "failing.yaml", Cli.FAILING);
        waiver = folder.resolve("one.waiver.json");
    }

    private Cli.Answer waive(Object... more) {
        return waiveAt("Disk", more);
    }

    private Cli.Answer waiveAt(String resource, Object... more) {
        Object[] arguments = new Object[15 + more.length];
        Object[] fixed = {
            "waive",
            "--key",
            folder.resolve("waiver.key"),
            "--rule",
            "F1",
            "--resource",
            resource,
            "--owner",
            "jane",
            "--reason",
            REASON,
            "--ticket",
            "OPS-17",
            "--output",
            waiver
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(more, 0, arguments, fixed.length, more.length);
        return Cli.run(arguments);
    }

    private Verified<Waiver> verified() throws Exception {
        VerificationKey key = VerificationKey.parse(Files.readString(folder.resolve("waiver.pub")));
        TrustedKeys trusted = new TrustedKeys(List.of(TrustedKey.always("exceptions", key, Purpose.WAIVER)));
        return new Verifier(trusted).waiver(Cli.bytes(waiver));
    }

    @Test
    void signsWhatWasAsked() throws Exception {
        Cli.Answer answer = waive("--template", template, "--valid-for", "P60D");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        Waiver read = verified().statement();
        assertThat(read.rule()).isEqualTo("F1");
        assertThat(read.logicalResourceId()).isEqualTo("Disk");
        assertThat(read.template()).hasValue(Digest.of(Cli.bytes(template)));
        assertThat(read.stacks()).isEmpty();
        assertThat(read.owner()).isEqualTo("jane");
        assertThat(read.reason()).isEqualTo(REASON);
        assertThat(read.ticket()).isEqualTo("OPS-17");
        assertThat(Duration.between(read.issuedAt(), read.expiresAt())).isEqualTo(Duration.ofDays(60));
        assertThat(answer.out()).contains(verified().digest().hex());
    }

    @Test
    void needsATemplateOrStacks() {
        Cli.Answer answer = waive();

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("names neither");
        assertThat(waiver).doesNotExist();
    }

    @Test
    void neverOverwritesAnother() throws IOException {
        Cli.write(folder, "one.waiver.json", "precious");

        Cli.Answer answer = waive("--template", template);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(waiver).hasContent("precious");
    }

    @Test
    void refusesATemplateNamedTwiceAndAnEndThatIsNone() {
        assertThat(waive("--template", template, "--template-digest", "00").err())
                .contains("Give one of them");
        assertThat(waive("--template", template, "--expires", "tomorrow").err()).contains("2026-12-31T00:00:00Z");
        assertThat(waive("--template", template, "--expires", "2020-01-01T00:00:00Z")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void saysWhenTheTemplateHasNoSuchResource() {
        Cli.Answer answer = waiveAt("Other", "--template", template);

        assertThat(answer.err()).contains("no resource 'Other'");
    }
}

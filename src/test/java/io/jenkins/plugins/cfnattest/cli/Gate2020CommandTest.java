package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code gate} and envelopes of the 2020 service. */
class Gate2020CommandTest {
    private static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());

    @TempDir
    private Path folder;

    private Cli.Answer ask(String template, String... more) throws Exception {
        ServiceScan scan = new ServiceScan(new ServiceScan.Results(0, List.of()), template, List.of());
        Path envelope = Cli.write(
                folder, "envelope.json", Service2020.seal(scan, KEY).write().toArray());
        Path keys = Cli.write(
                folder,
                "keys.yaml",
                "- {name: old, purpose: attest-2020, pem: '"
                        + KEY.verificationKey().raw().toBase64() + "'}\n");
        Object[] arguments = new Object[8 + more.length];
        arguments[0] = "gate";
        arguments[1] = "--trusted-keys";
        arguments[2] = keys;
        arguments[3] = "--target";
        arguments[4] = Cli.write(folder, "target.yaml", Cli.TARGET);
        arguments[5] = "--stack";
        arguments[6] = "web";
        arguments[7] = envelope;
        System.arraycopy(more, 0, arguments, 8, more.length);
        return Cli.run(arguments);
    }

    private String policy(String until) throws Exception {
        return Cli.write(
                        folder,
                        "policy.yaml",
                        Policy.standardFile().toUtf8() + "\naccept2020:\n  - keyId: '"
                                + KEY.verificationKey().keyId().hex() + "'\n    until: " + until + "\n")
                .toString();
    }

    @Test
    void refusesItUnlessThePolicyAcceptsIt() throws Exception {
        Cli.Answer answer = ask(Cli.CLEAN);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("PREDICATE_UNSUPPORTED");
    }

    @Test
    void acceptsItUnderAPolicyThatDoes() throws Exception {
        Cli.Answer answer = ask(Cli.CLEAN, "--policy", policy("9999-12-31T00:00:00Z"), "--explain");

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out())
                .startsWith("ALLOWED")
                .contains("verdict      PASS", "envelope of the 2020 service", "check  6  NOT_APPLICABLE");
    }

    @Test
    void refusesItAfterTheEnd() throws Exception {
        Cli.Answer answer = ask(Cli.CLEAN, "--policy", policy("2026-01-01T00:00:00Z"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("PREDICATE_UNSUPPORTED", "until 2026-01-01T00:00:00Z");
    }

    @Test
    void inspectsTheTemplateAgain() throws Exception {
        Cli.Answer answer = ask(Cli.FAILING, "--policy", policy("9999-12-31T00:00:00Z"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("VIOLATIONS", "verdict      FAIL");
    }
}

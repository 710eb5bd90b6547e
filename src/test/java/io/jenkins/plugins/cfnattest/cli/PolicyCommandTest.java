package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Policy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code policy}, and {@code --policy} of those that ask the gate. */
class PolicyCommandTest {
    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void writeTarget() throws IOException {
        target = Cli.write(folder, "target.yaml", Cli.TARGET);
    }

    /** The default policy with one text replaced. */
    private Path policy(String old, String replacement) throws IOException {
        String text = Policy.standardFile().toUtf8();
        assertThat(text).contains(old);
        return Cli.write(folder, "policy.yaml", text.replace(old, replacement));
    }

    private Cli.Answer gate(Path envelope, Path policy, String... more) {
        Object[] first = {
            "gate",
            "--trusted-key",
            folder.resolve("attest.pub"),
            "--target",
            target,
            "--stack",
            "web",
            "--policy",
            policy,
            envelope
        };
        Object[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Cli.run(all);
    }

    @Test
    void printsTheDefaultPolicyToTheByte() throws IOException {
        Cli.Answer answer = Cli.run("policy");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().replace(System.lineSeparator(), "\n"))
                .isEqualTo(Policy.standardFile().toUtf8());
    }

    @Test
    void saysTheDigestOfAPolicy() throws IOException {
        Path file = policy("name: default", "name: ours");
        String digest = Digest.of(Cli.bytes(file)).hex();

        assertThat(Cli.run("policy", file).out()).contains("'ours' can be used", "sha256:" + digest);
        assertThat(Cli.run("policy", file, "--output-format", "json").out())
                .contains("\"name\" : \"ours\"", "\"digest\" : \"" + digest + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name: x\n", "rollback: true\n", "{", "- a\n"})
    void endsWithTwoWhenItIsNoPolicy(String text) throws IOException {
        Path file = Cli.write(folder, "policy.yaml", text);

        Cli.Answer answer = Cli.run("policy", file);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("cfn-attest: " + file + ":").doesNotContain("\tat ");
    }

    @Test
    void asksTheGateUnderThePolicyThatIsNamed() throws IOException {
        Path envelope = Cli.attested(folder, Cli.WARNING);

        assertThat(gate(envelope, policy("name: default", "name: same")).exitCode())
                .isZero();

        Cli.Answer refused = gate(envelope, policy("threshold: FAIL", "threshold: WARN"));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).contains("VIOLATIONS", "lets no violation pass");
    }

    @Test
    void asksNothingUnderABrokenPolicy() throws IOException {
        Cli.Answer answer = gate(Cli.attested(folder, Cli.CLEAN), policy("threshold: FAIL", "treshold: FAIL"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("policy.yaml:14:11: the policy has the member 'treshold'");
    }

    @Test
    void explainsEachCheckWithItsReasonsAndThePolicy() throws IOException {
        Path policy = policy("name: default", "name: ours");

        Cli.Answer answer = gate(Cli.attested(folder, Cli.FAILING), policy, "--explain");

        assertThat(answer.out())
                .containsSubsequence(
                        "check  7  PASSED",
                        "rules and evaluation",
                        "check  8  PASSED",
                        "inspectors",
                        "check  9  REFUSED",
                        "result",
                        "VIOLATIONS  The inspection found",
                        "check 11  PASSED",
                        "suppressions",
                        "policy       ours  sha256:"
                                + Digest.of(Cli.bytes(policy)).hex())
                .containsOnlyOnce("VIOLATIONS");
    }

    @Test
    void namesThePolicyInJson() throws IOException {
        Path policy = policy("name: default", "name: ours");

        Cli.Answer answer = gate(Cli.attested(folder, Cli.CLEAN), policy, "--output-format", "json");

        assertThat(answer.out())
                .contains(
                        "\"name\" : \"ours\"",
                        "\"digest\" : \"" + Digest.of(Cli.bytes(policy)).hex() + "\"");
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One rule for decisions, summaries and ends: authentic is not enough to end in 0. */
class VerifyVerdictTest extends WatchFixture {
    @Test
    void aRefusalIsAuthenticAndNoPass() throws IOException {
        cloud.actions().callerIn("999999999999");

        assertThat(deploy(kept()).exitCode()).isEqualTo(ExitCode.REFUSED);

        assertNoPass(only(".decision.json"));
        assertNoPass(only(".vsa.json"));
    }

    @Test
    void whatWasOnlyLetPassIsNoPass() throws IOException {
        Cli.write(folder, "template.intoto.json", Files.readAllBytes(Cli.attested(folder, Cli.FAILING)));
        target = Cli.write(
                folder,
                "target.yaml",
                Cli.TARGET + "enforcement: {mode: warn, until: 2099-01-01T00:00:00Z}\nendpoint: " + cloud.endpoint()
                        + "\n");

        assertThat(deploy(kept()).exitCode()).isZero();

        assertNoPass(only(".decision.json"));
        assertNoPass(only(".vsa.json"));
        assertThat(verified(only(".deployment.json")).exitCode()).isZero();
    }

    @Test
    void anEndThatFailedIsAuthenticAndNoPass() throws IOException {
        cloud.actions().failNextExecution("No such key");

        deploy(kept());

        assertNoPass(only(".deployment.json"));
        assertThat(verified(only(".decision.json")).exitCode()).isZero();
    }

    private Path only(String end) throws IOException {
        try (Stream<Path> files = Files.list(decisions)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private void assertNoPass(Path signed) throws IOException {
        Cli.Answer answer = verified(signed);
        Cli.Answer json = verified(signed, "--output-format", "json");
        Cli.Answer authentic = verified(signed, "--authentic-only");

        assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).startsWith("VERIFIED, BUT NO PASS  ").contains("It says ");
        assertThat(json.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(json.out())
                .contains("\"verified\" : false", "\"authentic\" : true", "\"passed\" : false", "\"failing\"");
        assertThat(authentic.exitCode()).as(authentic.out()).isZero();
        assertThat(authentic.out()).startsWith("VERIFIED, BUT NO PASS");
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code gate} and {@code deploy}. */
class GateCommandTest extends CloudFixture {
    @Test
    void allowsWhatWasAttested() throws IOException {
        Cli.Answer answer = ask("gate", Cli.attested(folder, Cli.CLEAN), "--explain");

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).startsWith("ALLOWED").contains("check  1  PASSED", "check 13  PASSED");
        assertThat(cloud.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "deploy"})
    void refusesFailingViolations(String command) throws IOException {
        Cli.Answer answer = ask(command, Cli.attested(folder, Cli.FAILING));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).startsWith("REFUSED").contains("VIOLATIONS");
        assertThat(cloud.requests("CreateChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gate,other,STACK_FORBIDDEN", "deploy,other,STACK_FORBIDDEN"})
    void refusesAnotherStack(String command, String stack, String code) throws IOException {
        Cli.Answer answer = askFor(stack, command, Cli.attested(folder, Cli.CLEAN));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains(code);
    }

    @Test
    void refusesAnotherParameterAndAnotherRegion() throws IOException {
        Cli.Answer answer =
                ask("gate", Cli.attested(folder, Cli.CLEAN), "-p", "Env=production", "--region", "us-east-1");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("PARAMETERS_MISMATCH", "Env", "REGION_FORBIDDEN");
    }

    @Test
    void refusesAnotherTemplateFile() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Path other = Cli.write(folder, "other.yaml", Cli.CLEAN + "\n");

        Cli.Answer answer = ask("gate", envelope, "--template", other.toString());

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("TEMPLATE_MISMATCH");
    }

    @Test
    void answersProgramsInJson() throws IOException {
        Cli.Answer answer = ask("gate", Cli.attested(folder, Cli.FAILING), "--output-format", "json");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("\"allowed\" : false", "\"code\" : \"VIOLATIONS\"", "\"outcome\" : \"REFUSED\"");
    }

    @Test
    void deploysExactlyTheAttestedBytes() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Files.writeString(folder.resolve("template.yaml"), Cli.FAILING);

        Cli.Answer answer = ask("deploy", envelope);

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).contains("ALLOWED", "CREATE_COMPLETE");
        assertThat(cloud.requests("CreateChangeSet"))
                .singleElement()
                .satisfies(request -> assertThat(request.field("TemplateBody")).isEqualTo(Cli.CLEAN));
        assertThat(cloud.requests("ExecuteChangeSet")).hasSize(1);
    }

    @Test
    void executesNothingInADryRun() throws IOException {
        Cli.Answer answer = ask("deploy", Cli.attested(folder, Cli.CLEAN), "--dry-run");

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.out()).contains("change set   arn:");
        assertThat(cloud.requests("ExecuteChangeSet")).isEmpty();
    }

    @Test
    void gatesADryRunWithoutTheCloudButCallsItNoSuccess() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: http://127.0.0.1:1\n");

        Cli.Answer answer = ask("deploy", envelope, "--dry-run");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.out()).startsWith("ALLOWED").doesNotContain("change set");
        assertThat(answer.err()).contains("makes no change set");
    }

    @Test
    void refusesAnotherAccount() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        target = Cli.write(
                folder,
                "target.yaml",
                Cli.TARGET.replace("111122223333", "999999999999") + "endpoint: " + cloud.endpoint() + "\n");

        Cli.Answer answer = ask("deploy", envelope);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out()).contains("CALLER_FORBIDDEN");
        assertThat(cloud.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void endsWithThreeWhenTheCloudCanNotBeReached() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: http://127.0.0.1:1\n");

        Cli.Answer answer = ask("deploy", envelope);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).contains("cfn-attest: ").doesNotContain("\tat ", "example-secret");
    }

    @Test
    void recordsWhatItDecidesAndDeploysNothingItCannotRecord() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Cli.keygen(folder, "log");
        Path log = folder.resolve("record");
        String key = folder.resolve("log.key").toString();
        String vkey = Cli.run("log", "init", log, "--origin", "example.com/record", "--record-key", key)
                .out()
                .strip();
        Object[] recorded = {"--record", log, "--record-key", key};

        assertThat(ask("gate", envelope, recorded).exitCode()).isZero();
        assertThat(askFor("db", "gate", envelope, recorded).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(ask("deploy", envelope, recorded).exitCode()).isZero();

        assertThat(Cli.run("log", "show", log, "--vkey", vkey).out())
                .contains("action = ASK", "refusals = STACK_FORBIDDEN", "action = DEPLOY")
                .contains("deployment", "result = SUCCEEDED", "status = CREATE_COMPLETE")
                .contains("stack = arn:aws:cloudformation:eu-central-1:111122223333:stack/web");

        Files.writeString(
                log.resolve("checkpoint"),
                Files.readString(log.resolve("checkpoint")).replace("\n4\n", "\n3\n"));
        Cli.Answer answer = askFor("web2", "deploy", envelope, recorded);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains("RECORD_UNAVAILABLE", "nothing is deployed");
        assertThat(answer.out()).doesNotContain("change set");
        assertThat(cloud.requests("ExecuteChangeSet"))
                .as("of the first deployment")
                .hasSize(1);
        assertThat(cloud.requests("CreateChangeSet"))
                .as("of the first deployment")
                .hasSize(1);
    }
}

package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code gate} and {@code deploy} do beyond yes and no: plans, signed decisions, waivers, going back. */
class DeployCommandTest extends CloudFixture {
    private static final Pattern CHANGE_SET = Pattern.compile("change set   (arn:\\S+)");

    private List<String> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("decisions"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void executesTheVeryChangeSetThatADryRunKept() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Cli.Answer planned = ask("deploy", envelope, "--dry-run");
        Matcher arn = CHANGE_SET.matcher(planned.out());
        assertThat(arn.find()).as(planned.out() + planned.err()).isTrue();
        assertThat(planned.out()).contains("--change-set " + arn.group(1));

        Cli.Answer applied = ask("deploy", envelope, "--change-set", arn.group(1));

        assertThat(applied.exitCode()).as(applied.out() + applied.err()).isZero();
        assertThat(cloud.requests("CreateChangeSet")).hasSize(1);
        assertThat(cloud.requests("ExecuteChangeSet"))
                .singleElement()
                .satisfies(request -> assertThat(request.field("ChangeSetName")).isEqualTo(arn.group(1)));
    }

    @Test
    void plansOrExecutesButNotBoth() throws IOException {
        Cli.Answer answer =
                ask("deploy", Cli.attested(folder, Cli.CLEAN), "--dry-run", "--change-set", "arn:aws:cloudformation:x");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("Give one of them");
        assertThat(cloud.requests()).isEmpty();
    }

    @Test
    void keepsSignedDecisionsWhichVerify() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Cli.keygen(folder, "gate");
        Object[] signed = {
            "--gate-key",
            folder.resolve("gate.key"),
            "--gate-id",
            "urn:example:gate",
            "--decision-dir",
            folder.resolve("decisions")
        };

        assertThat(ask("gate", envelope, signed).exitCode()).isZero();
        Cli.Answer deployed = ask("deploy", envelope, signed);

        assertThat(deployed.exitCode()).as(deployed.out() + deployed.err()).isZero();
        assertThat(files(".decision.json")).hasSize(2);
        assertThat(files(".vsa.json")).hasSize(2);
        assertThat(files(".deployment.json")).hasSize(1);
        Path keys = Cli.write(
                folder,
                "keys.yaml",
                "- name: gate\n  purpose: decision\n  pem: |\n"
                        + Files.readString(folder.resolve("gate.pub")).indent(4));
        for (String end : List.of(".decision.json", ".vsa.json", ".deployment.json")) {
            for (String file : files(end)) {
                Cli.Answer answer = Cli.run(
                        "verify",
                        "--trusted-keys",
                        keys,
                        folder.resolve("decisions").resolve(file));
                assertThat(answer.exitCode())
                        .as(file + answer.out() + answer.err())
                        .isZero();
                assertThat(answer.out()).startsWith("VERIFIED").contains("stack/web");
            }
        }
        Path summary = folder.resolve("decisions").resolve(files(".vsa.json").get(0));
        assertThat(Cli.run("verify", "--trusted-keys", keys, "--gate-id", "urn:example:other", summary)
                        .out())
                .startsWith("NOT VERIFIED")
                .contains("urn:example:other");
    }

    @Test
    void signsRefusalsToo() throws IOException {
        Path envelope = Cli.attested(folder, Cli.FAILING);
        Cli.keygen(folder, "gate");

        Cli.Answer answer = ask(
                "deploy",
                envelope,
                "--gate-key",
                folder.resolve("gate.key"),
                "--decision-dir",
                folder.resolve("decisions"));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(files(".decision.json")).hasSize(1);
        assertThat(cloud.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void deploysNothingWhoseDecisionCannotBeKept() throws IOException {
        Path envelope = Cli.attested(folder, Cli.CLEAN);
        Cli.keygen(folder, "gate");
        Path taken = Cli.write(folder, "decisions", "a file");

        Cli.Answer answer = ask("deploy", envelope, "--gate-key", folder.resolve("gate.key"), "--decision-dir", taken);

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("nothing follows from it");
        assertThat(cloud.requests("ExecuteChangeSet")).isEmpty();
        assertThat(cloud.requests("DeleteChangeSet")).isNotEmpty();
    }

    @Test
    void letsAWaivedViolationPassUnderAKeyForWaiversOnly() throws IOException {
        Path envelope = Cli.attested(folder, Cli.FAILING);
        Cli.keygen(folder, "waiver");
        Path waiver = folder.resolve("one.waiver.json");
        Cli.Answer refused = ask("gate", envelope);
        assertThat(refused.out()).contains("VIOLATIONS");
        Cli.Answer made = Cli.run(
                "waive",
                "--key",
                folder.resolve("waiver.key"),
                "--rule",
                "F1",
                "--resource",
                "Disk",
                "--template",
                folder.resolve("template.yaml"),
                "--owner",
                "jane",
                "--reason",
                "moves in May",
                "--ticket",
                "OPS-17",
                "--output",
                waiver);
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path keys = Cli.write(
                folder,
                "keys.yaml",
                "- name: exceptions\n  purpose: waiver\n  pem: |\n"
                        + Files.readString(folder.resolve("waiver.pub")).indent(4));

        assertThat(ask("gate", envelope, "--waiver", waiver).out()).contains("WAIVER_INVALID");
        Cli.Answer allowed = ask("gate", envelope, "--waiver", waiver, "--trusted-keys", keys, "--explain");
        assertThat(allowed.exitCode()).as(allowed.out()).isZero();
        assertThat(allowed.out()).contains("check 10  PASSED", "waived       F1 at Disk  jane, OPS-17");
    }

    @Test
    void saysThatItWasOnlyLetPass() throws IOException {
        Path envelope = Cli.attested(folder, Cli.FAILING);
        target = Cli.write(
                folder,
                "target.yaml",
                Cli.TARGET + "enforcement: {mode: warn, until: 2099-01-01T00:00:00Z}\nendpoint: " + cloud.endpoint()
                        + "\n");

        Cli.Answer answer = ask("gate", envelope);

        assertThat(answer.exitCode()).as(answer.out()).isZero();
        assertThat(answer.out())
                .contains("let pass, because the target only warns until 2099-01-01T00:00:00Z", "FAILED", "VIOLATIONS");
    }

    @Test
    void goesBackOnlyWhereThePolicyLetsIt() throws IOException {
        Path old = Files.move(Cli.attested(folder, Cli.CLEAN), folder.resolve("old.intoto.json"));
        waitForAnotherSecond(old);
        Path fresh = Cli.attested(folder, Cli.CLEAN.replace("test", "prod"));
        Cli.keygen(folder, "log");
        Path log = folder.resolve("record");
        Path key = folder.resolve("log.key");
        Cli.run("log", "init", log, "--origin", "example.com/record", "--record-key", key);
        Path policy =
                Cli.write(folder, "policy.yaml", Cli.run("policy").out().replace("rollback: false", "rollback: true"));
        assertThat(ask("deploy", fresh, "--record", log, "--record-key", key).exitCode())
                .isZero();

        Cli.Answer refused = ask("deploy", old, "--record", log, "--record-key", key, "--rollback");
        Cli.Answer back = ask("deploy", old, "--record", log, "--record-key", key, "--rollback", "--policy", policy);

        assertThat(refused.out()).contains("ROLLBACK_FORBIDDEN");
        assertThat(back.exitCode()).as(back.out() + back.err()).isZero();
    }

    /** Attestations have whole seconds; two within one are of the same age. */
    private static void waitForAnotherSecond(Path envelope) throws IOException {
        long made = Files.getLastModifiedTime(envelope).toMillis() / 1000;
        while (System.currentTimeMillis() / 1000 <= made) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsNoStateOfWhatHasEnded() throws IOException {
        Path state = folder.resolve("running.json");

        Cli.Answer answer = ask("deploy", Cli.attested(folder, Cli.CLEAN), "--state", state);

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        assertThat(state).doesNotExist();
    }

    @Test
    void startsNothingOverADeploymentWhoseEndIsNotKnown() throws IOException {
        Path state = Cli.write(folder, "running.json", "{}");

        Cli.Answer answer = ask("deploy", Cli.attested(folder, Cli.CLEAN), "--state", state);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("cfn-attest watch");
        assertThat(cloud.requests()).isEmpty();
        assertThat(state).hasContent("{}");
    }
}

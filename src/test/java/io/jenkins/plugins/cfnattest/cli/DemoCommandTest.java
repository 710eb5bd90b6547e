package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void walksTheMainJobOnTheExamples() {
        Path out = folder.resolve("demo");

        Cli.Answer answer = Cli.run("demo", "--output-dir", out);

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out().lines())
                .anyMatch(line -> line.matches("bucket\\.yaml +PASS +compliance-demo +ALLOWED +every check passed"))
                .anyMatch(line -> line.matches("queue\\.yaml +WARN +compliance-demo +ALLOWED .*"))
                .anyMatch(line -> line.matches("admin-access\\.yaml +FAIL +compliance-demo +REFUSED +VIOLATIONS: .*"))
                .anyMatch(line -> line.matches("bucket\\.yaml, tampered +unknown +nobody trusted +REFUSED .*"));
        assertThat(answer.out()).contains("Deployment plan (dry run", "Add  Documents  AWS::S3::Bucket");
        assertThat(out.resolve("bucket.yaml.intoto.json")).exists();
    }

    @Test
    void leavesEnvelopesThatVerify() {
        Path out = folder.resolve("demo");
        Cli.run("demo", "--output-dir", out);

        Cli.Answer answer = Cli.run(
                "verify", "--trusted-key", out.resolve("compliance-demo.pub"), out.resolve("bucket.yaml.intoto.json"));

        assertThat(answer.exitCode()).as(answer.out()).isZero();
    }

    @Test
    void endsInARealDeploymentWhereATargetIsNamed() throws IOException {
        try (FakeCloudFormation cloud = cloudOf("111122223333")) {
            Cli.Answer answer = deployTo(cloud);

            assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
            assertThat(answer.out()).contains("DEPLOYED").doesNotContain("dry run");
            assertThat(cloud.requests("ExecuteChangeSet")).hasSize(1);
            assertThat(cloud.actions().template("web-demo"))
                    .isEqualTo(Files.readString(Path.of("docs", "examples", "bucket.yaml")));
        }
    }

    @Test
    void isNoSuccessWhenTheAccountIsNotTheTargets() throws IOException {
        try (FakeCloudFormation cloud = cloudOf("999999999999")) {
            Cli.Answer answer = deployTo(cloud);

            assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out()).contains("CALLER_FORBIDDEN");
            assertThat(cloud.requests("CreateChangeSet")).isEmpty();
        }
    }

    private static FakeCloudFormation cloudOf(String account) throws IOException {
        FakeCloudFormation cloud = FakeCloudFormation.start();
        cloud.actions().callerIn(account);
        cloud.actions().stacksIn(account);
        return cloud;
    }

    private Cli.Answer deployTo(FakeCloudFormation cloud) throws IOException {
        Path target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: " + cloud.endpoint() + "\n");
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "example-secret");
        try {
            return Cli.run("demo", "--output-dir", folder.resolve("demo"), "--target", target, "--stack", "web-demo");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void saysWhereItLookedForTheExamples() {
        Cli.Answer answer = Cli.run("demo", "--examples", folder.resolve("nowhere"), "--output-dir", folder);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("nowhere", "does not exist");
    }
}

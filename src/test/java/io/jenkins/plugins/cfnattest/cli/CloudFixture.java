package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder, a cloud on the loopback with credentials for it, and a target there. */
abstract class CloudFixture {
    @TempDir
    Path folder;

    FakeCloudFormation cloud;
    Path target;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = FakeCloudFormation.start();
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "example-secret");
        cloud.actions().callerIn("111122223333");
        cloud.actions().stacksIn("111122223333");
        target = Cli.write(folder, "target.yaml", Cli.TARGET + "endpoint: " + cloud.endpoint() + "\n");
    }

    @AfterEach
    void stopCloud() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        cloud.close();
    }

    /** {@code gate} or {@code deploy}, of this envelope to the stack {@code web}. */
    Cli.Answer ask(String command, Path envelope, Object... more) {
        return askFor("web", command, envelope, more);
    }

    Cli.Answer askFor(String stack, String command, Path envelope, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                command,
                "--trusted-key",
                folder.resolve("attest.pub"),
                "--target",
                target,
                "--stack",
                stack,
                envelope));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}

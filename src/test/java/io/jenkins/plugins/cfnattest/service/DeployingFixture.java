package io.jenkins.plugins.cfnattest.service;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that deploys to the double of CloudFormation. */
@Timeout(180)
abstract class DeployingFixture {
    @TempDir
    Path state;

    DeployingService service;

    @BeforeEach
    void start() throws Exception {
        service = DeployingService.start(state);
    }

    @AfterEach
    void stop() {
        service.close();
    }
}

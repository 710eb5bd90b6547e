package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/** The real deployer with the real SDK against the double, without pauses, and everything it tells. */
final class DeployFixture implements AutoCloseable, DeploymentListener {
    static final String SECRET_KEY = "wJalrXUtnFEMI-fake-secret";
    static final String PASSWORD = "pass-word-1234";
    static final String TEMPLATE = """
            Parameters:
              Env: {Type: String, Default: dev}
              Size: {Type: Number, Default: 3}
              Password: {Type: String, NoEcho: true}
            Resources:
              Queue: {Type: 'AWS::SQS::Queue'}
              Topic: {Type: 'AWS::SNS::Topic'}
              Table: {Type: 'AWS::DynamoDB::Table'}
              Logs: {Type: 'AWS::Logs::LogGroup'}
            Outputs:
              Stage: {Value: Env}
            """;

    final FakeCloudFormation aws;
    final List<Duration> pauses = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    final List<StackEvent> events = new ArrayList<>();
    Optional<Running> running = Optional.empty();
    Runnable whenExecuting = () -> {};
    Map<String, String> secrets = Map.of("Password", PASSWORD);
    Pause pause = pauses::add;
    StandardRetryStrategy retries = Connection.retries();
    private final List<Deployer> open = new ArrayList<>();
    private int number;

    DeployFixture() throws IOException {
        aws = FakeCloudFormation.start();
    }

    Deployer deployer() {
        return deployer(target(Optional.empty(), Optional.empty()));
    }

    Deployer deployer(Target target) {
        Deployer deployer = new Deployer(
                target,
                new AwsAccess.Keys("AKIAFAKE", SECRET_KEY),
                TestDecisions.REGION,
                "team/job #7",
                duration -> pause.sleep(duration),
                () -> "n" + ++number,
                retries);
        open.add(deployer);
        return deployer;
    }

    Target target(Optional<String> assumeRole, Optional<String> serviceRole) {
        return new Target(
                TestDecisions.scope(serviceRole),
                Optional.of(aws.endpoint()),
                assumeRole,
                assumeRole.map(role -> "external-17"));
    }

    /** The target with other settings, and with the double's bucket. */
    Target target(ReadBackMode readBack, StackSettings settings) {
        return new Target(
                TestDecisions.scope(Optional.empty()),
                Optional.of(aws.endpoint()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Staging(FakeBucket.NAME, "templates")),
                readBack,
                settings);
    }

    /** The template is allowed for stack {@code web} with {@code Env=test} and a secret password. */
    static Decision.Allowed allowed(String template) {
        return TestDecisions.allowed(
                Bytes.utf8(template),
                TestDecisions.request("web", Map.of("Env", "test"), Set.of("Password"), Map.of("team", "a & b")));
    }

    static Decision.Allowed allowed() {
        return allowed(TEMPLATE);
    }

    /** The same at a target whose CloudFormation uses this role. */
    static Decision.Allowed allowedWithRole(String role) {
        return TestDecisions.allowed(
                Bytes.utf8(TEMPLATE),
                TestDecisions.request(
                        TestDecisions.scope(Optional.of(role)),
                        "web",
                        Map.of("Env", "test"),
                        Set.of("Password"),
                        Map.of("team", "a & b")));
    }

    /** A template without parameters is allowed for stack {@code web}. */
    static Decision.Allowed plain(String template) {
        return TestDecisions.allowed(Bytes.utf8(template), TestDecisions.request("web", Map.of(), Set.of(), Map.of()));
    }

    Plan plan(Decision.Allowed allowed) throws DeploymentException, InterruptedException {
        return deployer().plan(allowed, given(allowed), this);
    }

    Outcome deploy(Decision.Allowed allowed) throws DeploymentException, InterruptedException {
        return deploy(target(Optional.empty(), Optional.empty()), allowed);
    }

    Outcome deploy(Target target, Decision.Allowed allowed) throws DeploymentException, InterruptedException {
        Deployer deployer = deployer(target);
        return deployer.execute(deployer.plan(allowed, given(allowed), this), allowed, OnAbort.CANCEL, this);
    }

    Map<String, String> given(Decision.Allowed allowed) {
        return allowed.request().secretParameters().isEmpty() ? Map.of() : secrets;
    }

    boolean executed() {
        return !aws.requests("ExecuteChangeSet").isEmpty();
    }

    Outcome deploy(Deployer deployer, Decision.Allowed allowed, OnAbort onAbort)
            throws DeploymentException, InterruptedException {
        return deployer.execute(deployer.plan(allowed, given(allowed), this), allowed, onAbort, this);
    }

    @Override
    public void executing(Running what) throws DeploymentException {
        running = Optional.of(what);
        whenExecuting.run();
    }

    @Override
    public void step(String sentence) {
        steps.add(sentence);
    }

    @Override
    public void event(StackEvent event) {
        events.add(event);
    }

    @Override
    public void close() {
        open.forEach(Deployer::close);
        aws.close();
    }
}

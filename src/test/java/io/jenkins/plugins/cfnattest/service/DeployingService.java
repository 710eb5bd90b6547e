package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.app.SignedEnds;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A service that deploys to the double of CloudFormation, and those who know it. */
final class DeployingService implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String PAY = "pay-token-0123456789";
    static final String OTHER = "other-token-0123456789";
    static final String ATTESTER = "attester-token-0123456789";
    static final String BOSS = "boss-token-0123456789";
    static final String AUDITOR = "auditor-token-0123456789";
    static final String SECRET = "s3cr3t-of-the-database";
    static final SigningKey GATE_KEY = TestService.key(Algorithm.ED25519);
    static final String TEMPLATE = """
            Parameters:
              Env: {Type: String}
              Password: {Type: String, NoEcho: true}
            Resources:
              Wait: {Type: 'AWS::CloudFormation::WaitConditionHandle', Metadata: {Env: !Ref Env}}
            """;
    static final String FAILING =
            "Resources:\n  Disk:\n    Type: AWS::EC2::Volume\n    Properties: {AvailabilityZone: a, KmsKeyId: k}\n";

    /** Files of what has not ended. */
    static final String OPEN = "glob:**.deployment";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Callers CALLERS = new Callers(List.of(
            caller("pay/deploy", PAY, Role.ATTEST, Role.DEPLOY, Role.APPROVE),
            caller("other/deploy", OTHER, Role.DEPLOY),
            caller("attester", ATTESTER, Role.ATTEST),
            caller("boss", BOSS, Role.APPROVE),
            caller("auditor", AUDITOR, Role.READ)));

    final FakeCloudFormation aws;
    final Tick clock = new Tick();
    volatile boolean losesEnds;
    final List<Bytes> approvals = new CopyOnWriteArrayList<>();
    private final Path state;
    private final Optional<SigningKey> gateKey;
    private final DeploymentLimits limits;
    private TestService service;

    private DeployingService(Path state, Optional<SigningKey> gateKey, DeploymentLimits limits) throws Exception {
        this.state = state;
        this.gateKey = gateKey;
        this.limits = limits;
        aws = FakeCloudFormation.start();
        aws.actions().callerIn(ACCOUNT);
        aws.actions().stacksIn(ACCOUNT);
        start();
    }

    static DeployingService start(Path state) throws Exception {
        return start(state, DeploymentLimits.standard());
    }

    static DeployingService start(Path state, DeploymentLimits limits) throws Exception {
        return new DeployingService(state, Optional.of(GATE_KEY), limits);
    }

    static DeployingService withoutKey(Path state) throws Exception {
        return new DeployingService(state, Optional.empty(), DeploymentLimits.standard());
    }

    private static KnownCaller caller(String name, String token, Role... roles) {
        return new KnownCaller(name, Digest.of(Bytes.utf8(token)), Set.of(roles));
    }

    private void start() throws ServiceException {
        service = TestService.deploying(CALLERS, config(), clock);
    }

    /** Another service beside this one, which should not start. */
    void another() throws ServiceException {
        TestService.deploying(CALLERS, config(), clock).close();
    }

    /** As when the process ends and another one begins. */
    void restart() throws ServiceException {
        service.close();
        start();
    }

    /** The same, and something happens in between. */
    void restart(Runnable between) throws ServiceException {
        service.close();
        between.run();
        start();
    }

    private DeploymentConfig config() {
        TargetScope scope = new TargetScope(
                "staging",
                Optional.of(ACCOUNT),
                "aws",
                "eu-central-1",
                List.of(new TargetRule("pay/**", "pay-*", List.of())),
                Set.of());
        return new DeploymentConfig(
                List.of(new Target(scope, Optional.of(aws.endpoint()), Optional.empty(), Optional.empty())),
                Gates.of(
                        Policy.standard(),
                        new TrustedKeys(List.of(
                                TrustedKey.always("signer", TestService.KEY.verificationKey(), Purpose.ATTEST))),
                        clock),
                Deployments.aws(),
                new AwsAccess.Keys("AKIAFAKE", "wJalrXUtnFEMI-fake-secret"),
                gateKey.map(key -> new DecisionSigner(key, "urn:example:gate", "1", clock)),
                new Keeper(),
                Evidence.none(),
                state,
                limits);
    }

    private final class Keeper implements DecisionKeeper {
        @Override
        public DecisionLog open(Optional<EndSigner> ends) {
            DecisionLog kept = ends.isPresent() ? new SignedEnds(ends.get()) : DecisionLog.none();
            return losesEnds ? new LosingLog(kept) : kept;
        }

        @Override
        public void approved(Digest refusal, Bytes approval) {
            approvals.add(approval);
        }
    }

    /** A request for {@link #TEMPLATE} to {@code pay-web}, with something changed. */
    ObjectNode request(Consumer<ObjectNode> change) throws Exception {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("envelope", envelope(TEMPLATE, Map.of("Env", "test")));
        json.put("target", "staging");
        json.put("stack", "pay-web");
        json.putObject("parameters").put("Env", "test");
        json.putObject("secretParameters").put("Password", SECRET);
        change.accept(json);
        return json;
    }

    /** The same for a template with a violation, which somebody is asked to let pass. */
    ObjectNode urgent() throws Exception {
        return failing(
                json -> json.putObject("breakGlass").put("reason", "outage").put("ticket", "INC-1"));
    }

    ObjectNode failing(Consumer<ObjectNode> change) throws Exception {
        String envelope = envelope(FAILING, Map.of());
        return request(json -> {
            json.put("envelope", envelope);
            json.remove(List.of("parameters", "secretParameters"));
            change.accept(json);
        });
    }

    String envelope(String template, Map<String, String> parameters) throws Exception {
        return new LocalAttester(Catalogue.all(), TestService.KEY, Duration.ofDays(7), clock)
                .attest(new AttestRequest(
                        "infra/web.yaml",
                        Bytes.utf8(template),
                        parameters,
                        Map.of("AWS::Region", "eu-central-1"),
                        new Invocation(Map.of(), Map.of())))
                .envelope()
                .toUtf8();
    }

    TestService.Reply post(String token, JsonNode json) throws IOException, InterruptedException {
        return post(DeployWire.PATH, token, json.toString());
    }

    TestService.Reply post(String path, String token, String json) throws IOException, InterruptedException {
        return service.send(
                request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Takes it as begun; its path. */
    String begin(String token, JsonNode json) throws IOException, InterruptedException {
        TestService.Reply reply = post(token, json);
        if (reply.status() != 202) {
            throw new IOException(reply.status() + " " + reply.text());
        }
        return reply.header("Location");
    }

    TestService.Reply answer(String token, String path, String digest, boolean approve) throws Exception {
        return post(
                path + "/approval",
                token,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("decisionDigest", digest)
                        .put("approve", approve)
                        .put("comment", "called the on-call")
                        .toString());
    }

    TestService.Reply get(String path, String token) throws IOException, InterruptedException {
        return service.send(request(path, token).GET());
    }

    TestService.Reply delete(String path, String token) throws IOException, InterruptedException {
        return service.send(request(path, token).DELETE());
    }

    private HttpRequest.Builder request(String path, String token) {
        return service.request(path).header("Authorization", "Bearer " + token);
    }

    /** Looks again and again until it is so. */
    JsonNode until(String path, Predicate<JsonNode> so) throws IOException, InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        JsonNode json = get(path, PAY).json();
        while (!so.test(json)) {
            if (System.nanoTime() > end) {
                throw new IOException("It never came to that: " + json.toPrettyString());
            }
            Thread.onSpinWait();
            json = get(path, PAY).json();
        }
        return json;
    }

    JsonNode ended(String path) throws IOException, InterruptedException {
        return until(path, json -> json.path("state").asText().equals("ended"));
    }

    JsonNode waiting(String path) throws IOException, InterruptedException {
        JsonNode json = until(path, one -> !one.path("state").asText().equals("running"));
        if (!json.path("state").asText().equals("awaiting-approval")) {
            throw new IOException("It does not wait: " + json.toPrettyString());
        }
        return json;
    }

    List<String> codes(JsonNode json) {
        List<String> codes = new ArrayList<>();
        json.path("decision")
                .path("refusals")
                .forEach(refusal -> codes.add(refusal.path("code").asText()));
        json.path("refusals").forEach(refusal -> codes.add(refusal.path("code").asText()));
        return codes;
    }

    @Override
    public void close() {
        service.close();
        aws.close();
    }
}

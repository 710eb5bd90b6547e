package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.ledger.FolderRecord;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has an approval that somebody gave tries to use it again, with the identical request, within its hour. */
class ApprovedOnceTest {
    @TempDir
    private Path folder;

    private final FakeDeployments aws = new FakeDeployments();
    private final DecisionSigner gate = new DecisionSigner(OTHER, "urn:gate", "1", AppFixture.CLOCK);
    private final LogSigner log =
            new LogSigner("example.com/record", SigningKey.generate(Algorithm.ED25519, new SecureRandom()));
    private Bytes failing;

    @BeforeEach
    void begin() throws Exception {
        LogWriter.create(folder, log);
        failing = AppFixture.attester(KEY)
                .attest(AppFixture.request(AppFixture.FAILING, Map.of()))
                .envelope();
    }

    @Test
    void letsOneDeploymentPass() throws Exception {
        BreakGlass approval = approved();
        assertThat(deploy(Optional.of(approval)).outcome()).isPresent();

        DeployGated.Result again = deploy(Optional.of(approval));

        assertUsed(again);
        assertThat(aws.calls).filteredOn("execute"::equals).hasSize(1);
    }

    @Test
    void isUsedUpByADeploymentThatFails() throws Exception {
        BreakGlass approval = approved();
        aws.failing = true;
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> deploy(Optional.of(approval)));
        aws.failing = false;

        assertUsed(deploy(Optional.of(approval)));
    }

    @Test
    void isUsedUpByAPlanThatWasNone() throws Exception {
        BreakGlass approval = approved();
        aws.planFailure = Optional.of(new DeploymentException("no change set"));
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> deploy(Optional.of(approval)));
        aws.planFailure = Optional.empty();

        assertUsed(deploy(Optional.of(approval)));
    }

    @Test
    void isNotUsedUpByAnotherRefusalThatSomebodyApproves() throws Exception {
        BreakGlass approval = approved();
        assertThat(deploy(Optional.of(approval)).outcome()).isPresent();

        // The clock stands still, so the identical refusal is told apart by its caller.
        BreakGlass second = approved("pay/other");

        assertThat(deploy(Optional.of(second), "pay/other").outcome()).isPresent();
    }

    private static void assertUsed(DeployGated.Result result) {
        assertThat(result.decision())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .last()
                                .satisfies(last -> assertThat(last.code()).isEqualTo(ReasonCode.APPROVAL_INVALID))
                                .extracting(Refusal::message)
                                .asString()
                                .contains("It was used already", "whatever came of that"));
        assertThat(result.outcome()).isEmpty();
    }

    private BreakGlass approved() throws Exception {
        return approved("pay/deploy");
    }

    private BreakGlass approved(String caller) throws Exception {
        SignedDecision refused = deploy(Optional.empty(), caller).signed().orElseThrow();
        Bytes approval = gate.approve(refused, "anna", "bert", "outage", "INC-1", Duration.ofHours(1));
        return gate.reader().read(refused.decision(), approval);
    }

    private DeployGated.Result deploy(Optional<BreakGlass> approval) throws Exception {
        return deploy(approval, "pay/deploy");
    }

    private DeployGated.Result deploy(Optional<BreakGlass> approval, String caller) throws Exception {
        Evidence record = Evidence.none().withRecord(new FolderRecord(folder, TrustedLogs.only(log.key())));
        DeploymentRequest request = new DeploymentRequest(
                AppFixture.scope(),
                "web",
                "eu-central-1",
                caller,
                Optional.empty(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
        DeployGated deployGated = new DeployGated(
                AppFixture.gate(),
                aws,
                new Recorder(folder, log, new SecureRandom(), AppFixture.CLOCK),
                Optional.of(gate));
        return deployGated.deploy(
                failing,
                new DeployGated.Order(
                        Target.of(AppFixture.scope()),
                        new AwsAccess.DefaultChain(),
                        request,
                        approval.map(record::withBreakGlass).orElse(record),
                        Map.of(),
                        new DeployGated.Mode.Deploy(),
                        OnAbort.CANCEL,
                        "test"),
                new DeploymentListener() {
                    @Override
                    public void step(String sentence) {}

                    @Override
                    public void event(StackEvent event) {}
                });
    }
}

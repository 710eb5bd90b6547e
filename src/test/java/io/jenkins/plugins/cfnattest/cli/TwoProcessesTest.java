package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two processes that know nothing of each other deploy one stack. The lock of a stack is a process's own; between processes it is CloudFormation that lets one
 * through: who executes first makes the other's change set obsolete.
 */
class TwoProcessesTest extends CloudFixture {
    private static final Pattern CHANGE_SET = Pattern.compile("change set   (arn:\\S+)");

    private Path state;

    @BeforeEach
    void nameState() {
        state = folder.resolve("running.json");
    }

    private Path attested(String name, String template) throws IOException {
        return Files.move(Cli.attested(folder, template), folder.resolve(name));
    }

    private Cli.Answer deploy(Path envelope, Object... more) {
        return ask("deploy", envelope, more);
    }

    private String planned(Path envelope) {
        Cli.Answer answer = deploy(envelope, "--dry-run");
        Matcher arn = CHANGE_SET.matcher(answer.out());
        assertThat(arn.find()).as(answer.out() + answer.err()).isTrue();
        return arn.group(1);
    }

    @Test
    void thePlanOfTheSecondIsNotExecutedAfterTheFirst() throws IOException {
        assertThat(deploy(attested("zero.json", Cli.CLEAN)).exitCode()).isZero();
        Path one = attested("one.json", Cli.CLEAN.replace("test", "prod"));
        Path two = attested("two.json", Cli.CLEAN.replace("test", "demo"));
        String first = planned(one);
        String second = planned(two);
        assertThat(deploy(one, "--change-set", first).exitCode()).isZero();
        String template = cloud.actions().template("web");

        Cli.Answer answer = deploy(two, "--change-set", second, "--state", state);

        assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).contains(second, "Make a new plan");
        assertThat(cloud.requests("ExecuteChangeSet")).hasSize(2);
        assertThat(cloud.actions().template("web")).isEqualTo(template).contains("prod");
        assertThat(state).doesNotExist();
    }

    /** The first comes between the second's last look and its execution. */
    @Test
    void whatBecameObsoleteAtTheLastMomentEndsInAClearError() throws IOException {
        assertThat(deploy(attested("zero.json", Cli.CLEAN)).exitCode()).isZero();
        Path two = attested("two.json", Cli.CLEAN.replace("test", "demo"));
        cloud.before("ExecuteChangeSet", () -> cloud.actions().setExecutionStatus("web", "OBSOLETE"));
        Cli.keygen(folder, "gate");
        Path decisions = folder.resolve("decisions");

        Cli.Answer answer =
                deploy(two, "--state", state, "--gate-key", folder.resolve("gate.key"), "--decision-dir", decisions);

        assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err())
                .contains("could not be executed", "InvalidChangeSetStatus", "Nothing was deployed")
                .doesNotContain("defect");
        assertThat(cloud.actions().template("web")).contains("test");
        assertThat(cloud.actions().openChangeSets()).isZero();
        assertThat(state).as("its end is known").doesNotExist();
        try (var files = Files.list(decisions)) {
            assertThat(files.filter(file -> file.toString().endsWith(".deployment.json")))
                    .hasSize(1);
        }
    }

    /** CloudFormation refuses while another operation of the stack runs. */
    @Test
    void aStackThatIsBeingChangedIsLeftAlone() throws IOException {
        assertThat(deploy(attested("zero.json", Cli.CLEAN)).exitCode()).isZero();
        Path two = attested("two.json", Cli.CLEAN.replace("test", "demo"));
        String plan = planned(two);
        cloud.actions().addForeignEvent("web", "UPDATE_IN_PROGRESS");
        cloud.actions().look("web");

        Cli.Answer answer = deploy(two, "--change-set", plan);

        assertThat(answer.exitCode()).as(answer.out()).isEqualTo(ExitCode.FAILURE);
        assertThat(answer.err()).contains("Wait until it has ended");
        assertThat(cloud.requests("ExecuteChangeSet")).hasSize(1);
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gates, then deploys. */
@Command(
        name = "deploy",
        description =
                "Asks the gate, and deploys exactly the attested bytes if it allows. AWS credentials come from the"
                        + " default chain (environment, profile, instance).")
final class DeployCommand implements Callable<Integer> {
    private static final String SESSION = "cfn-attest";

    @Mixin
    private RequestOptions options = new RequestOptions();

    @Option(
            names = "--dry-run",
            description =
                    "Make the change set and show it, but do not execute it. Where AWS cannot be asked the gate is asked all the same, and the exit code is 3.")
    private boolean dryRun;

    @Option(names = "--explain", description = "Show what each check said and why, and the policy with its digest.")
    private boolean explain;

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, DeploymentException, LedgerException, InterruptedException {
        Target target = options.target();
        DeployGated.Order order = new DeployGated.Order(
                target,
                new AwsAccess.DefaultChain(),
                options.request(target),
                options.secrets(),
                dryRun ? new DeployGated.Mode.DryRun() : new DeployGated.Mode.Deploy(),
                SESSION);
        Console console = output.console();
        DeployGated.Result result = new DeployGated(
                        options.gate(), Deployments.aws(), record.decisionLog(), Optional.empty())
                .deploy(options.envelope(), order, new ProgressLines(console));
        if (output.json()) {
            console.print(Json.pretty(asJson(result)));
        } else {
            DecisionReport.print(console, explain, "ALLOWED", "REFUSED", result.decision());
            result.plan().ifPresent(plan -> print(console, plan));
            result.outcome().ifPresent(outcome -> print(console, outcome));
        }
        if (!(result.decision() instanceof Decision.Allowed)) {
            return ExitCode.REFUSED;
        }
        // Allowed, but AWS could not be asked for a change set: stderr says why.
        return result.plan().isPresent() ? ExitCode.FINE : ExitCode.FAILURE;
    }

    private static Map<String, Object> asJson(DeployGated.Result result) {
        Map<String, Object> json = DecisionReport.asJson(result.decision());
        result.plan().ifPresent(plan -> {
            plan.changeSetId().ifPresent(id -> json.put("changeSetId", id));
            json.put("stackId", plan.stackId());
            json.put(
                    "changes",
                    plan.changes().stream().map(DeployCommand::asJson).toList());
        });
        result.outcome().ifPresent(outcome -> {
            json.put("changed", outcome.changed());
            json.put("status", outcome.status());
            json.put("outputs", outcome.outputs());
        });
        return json;
    }

    private static Map<String, Object> asJson(Plan.Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", change.action());
        json.put("logicalResourceId", change.logicalResourceId());
        json.put("resourceType", change.resourceType());
        json.put("replacement", change.replacement());
        return json;
    }

    static void print(Console console, Plan plan) {
        console.print("  change set   " + plan.changeSetId().orElse("none: the stack is already as attested"));
        for (Plan.Change change : plan.changes()) {
            String replacement = change.replacement().isEmpty() ? "" : "  replacement: " + change.replacement();
            console.print("    " + change.action() + "  " + change.logicalResourceId() + "  " + change.resourceType()
                    + replacement);
        }
    }

    private static void print(Console console, Outcome outcome) {
        console.print("  stack        " + outcome.stackId() + "  " + outcome.status());
        outcome.outputs().forEach((name, value) -> console.print("    " + Console.plain(name + " = " + value)));
    }

    /** Steps and events go to stderr as they come. */
    record ProgressLines(Console console) implements DeploymentListener {
        @Override
        public void step(String sentence) {
            console.say(sentence);
        }

        @Override
        public void event(StackEvent event) {
            String reason = event.reason().isEmpty() ? "" : "  " + event.reason();
            console.say("  " + event.at() + "  "
                    + Console.plain(
                            event.status() + "  " + event.logicalResourceId() + "  " + event.resourceType() + reason));
        }
    }
}

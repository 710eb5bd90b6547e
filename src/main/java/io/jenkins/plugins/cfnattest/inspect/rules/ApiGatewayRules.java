package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deployments and stages of REST APIs, and the usage plans that bound them. */
final class ApiGatewayRules {
    private static final String DEPLOYMENT = "AWS::ApiGateway::Deployment";
    private static final String STAGE = "AWS::ApiGateway::Stage";
    private static final String USAGE_PLAN = "AWS::ApiGateway::UsagePlan";
    private static final String UNBOUNDED = "Without a usage plan, one caller can use up what all share.";

    static final List<Rule> ROWS = List.of(
            Row.each(
                    "W45",
                    "ApiGatewayAccessLoggingRule",
                    DEPLOYMENT,
                    "The deployment's stage writes no access log; set AccessLogSetting.",
                    "Without logs nobody sees an attack, and nobody can tell afterwards what happened.",
                    ApiGatewayRules::withoutAccessLog),
            Row.each(
                    "W87",
                    "ApiGatewayCacheEncryptedRule",
                    DEPLOYMENT,
                    "Answers are cached without encryption; set StageDescription.CacheDataEncrypted to true.",
                    "The cache holds what the API answers, personal data included.",
                    ApiGatewayRules::openCache),
            Row.each(
                    "W68",
                    "ApiGatewayDeploymentUsagePlanRule",
                    DEPLOYMENT,
                    "No usage plan bounds the deployment; add its stage to one.",
                    UNBOUNDED,
                    deployment -> unless(deployment, plannedDeployment(deployment))),
            Row.each(
                    "W64",
                    "ApiGatewayStageUsagePlanRule",
                    STAGE,
                    "No usage plan bounds the stage; add it to one.",
                    UNBOUNDED,
                    stage -> unless(stage, planned(stage))),
            Row.each(
                    "W59",
                    "ApiGatewayMethodAuthorizationTypeRule",
                    "AWS::ApiGateway::Method",
                    "Anybody may call the method; set AuthorizationType.",
                    "A method without authorization serves the whole internet.",
                    ApiGatewayRules::unauthorized));

    private ApiGatewayRules() {}

    private static Optional<Finding> unless(Element element, boolean fine) {
        return fine ? Optional.empty() : Optional.of(Finding.of(element));
    }

    private static Optional<Finding> withoutAccessLog(Element deployment) {
        Node description = deployment.get("StageDescription");
        if (description.present()) {
            return Optional.of(description.get("AccessLogSetting"))
                    .filter(Node::absent)
                    .map(Finding::at);
        }
        Logged logged = deployment.view().once(Logged.class, Logged::of);
        return unless(deployment, logged.deployments().contains(deployment.logicalId()));
    }

    /** The deployments that a stage puts into service; cfn_nag does not ask whether that stage writes a log. */
    private record Logged(Set<String> deployments) {
        static Logged of(View view) {
            return new Logged(view.ofType(STAGE).stream()
                    .filter(stage ->
                            !view.effective() || stage.get("AccessLogSetting").present())
                    .map(stage -> Links.refOrAttribute(stage.get("DeploymentId")))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet()));
        }
    }

    private static Optional<Finding> openCache(Element deployment) {
        Node description = deployment.get("StageDescription");
        Node encrypted = description.get("CacheDataEncrypted");
        return description.get("CachingEnabled").truthy() && !encrypted.truthy()
                ? Optional.of(Finding.at(encrypted))
                : Optional.empty();
    }

    private static Optional<Finding> unauthorized(Element method) {
        Node authorization = method.get("AuthorizationType");
        boolean preflight = method.get("HttpMethod")
                .text()
                .filter("OPTIONS"::equalsIgnoreCase)
                .isPresent();
        boolean open = authorization.absent()
                || authorization.text().filter("NONE"::equalsIgnoreCase).isPresent();
        return open && !preflight ? Optional.of(Finding.at(authorization)) : Optional.empty();
    }

    private static boolean plannedDeployment(Element deployment) {
        Node name = deployment.get("StageName");
        Planned planned = deployment.view().once(Planned.class, Planned::of);
        return name.present()
                ? name.name().filter(planned.names()::contains).isPresent()
                : planned.deployments().contains(deployment.logicalId());
    }

    private static boolean planned(Element stage) {
        return stage.view().once(Planned.class, Planned::of).stages().contains(stage.logicalId());
    }

    /** What usage plans bound: keys of stage names, logical ids of stages, and of the deployments of these. */
    private record Planned(Set<String> names, Set<String> stages, Set<String> deployments) {
        static Planned of(View view) {
            Planned planned = new Planned(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Element plan : view.all(USAGE_PLAN)) {
                for (Node item : plan.get("ApiStages").items()) {
                    Node stage = item.get("Stage");
                    stage.name().ifPresent(planned.names::add);
                    Links.refOrAttribute(stage).ifPresent(planned.stages::add);
                }
            }
            for (Element stage : view.all(STAGE)) {
                if (planned.stages.contains(stage.logicalId())) {
                    Links.refOrAttribute(stage.get("DeploymentId")).ifPresent(planned.deployments::add);
                }
            }
            return planned;
        }
    }
}

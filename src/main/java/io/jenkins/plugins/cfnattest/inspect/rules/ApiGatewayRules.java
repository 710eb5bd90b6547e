package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
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
                    new RuleText(
                            "Reports an AWS::ApiGateway::Deployment whose StageDescription has no AccessLogSetting; without StageDescription, one that no AWS::ApiGateway::Stage names as DeploymentId. A scan does not ask whether that stage has an AccessLogSetting.",
                            "The deployment's stage writes no access log",
                            "set AccessLogSetting in its StageDescription or its stage",
                            "Without logs nobody sees an attack, and nobody can tell afterwards what happened."),
                    ApiGatewayRules::withoutAccessLog),
            Row.each(
                    "W87",
                    "ApiGatewayCacheEncryptedRule",
                    DEPLOYMENT,
                    new RuleText(
                            "Reports an AWS::ApiGateway::Deployment whose StageDescription.CachingEnabled is true (in any case, quoted or not) while CacheDataEncrypted is anything but true.",
                            "Answers of the API are cached without encryption",
                            "set StageDescription.CacheDataEncrypted to true",
                            "The cache holds what the API answers, personal data included."),
                    ApiGatewayRules::openCache),
            Row.each(
                    "W68",
                    "ApiGatewayDeploymentUsagePlanRule",
                    DEPLOYMENT,
                    new RuleText(
                            "Reports an AWS::ApiGateway::Deployment with StageName when no AWS::ApiGateway::UsagePlan has that name as Stage in ApiStages; without StageName, when none refers to a stage of the template with this DeploymentId.",
                            "No usage plan bounds the deployment",
                            "list its stage in the ApiStages of an AWS::ApiGateway::UsagePlan",
                            UNBOUNDED),
                    deployment -> unless(deployment, plannedDeployment(deployment))),
            Row.each(
                    "W64",
                    "ApiGatewayStageUsagePlanRule",
                    STAGE,
                    new RuleText(
                            "Reports an AWS::ApiGateway::Stage that no AWS::ApiGateway::UsagePlan of the template refers to as Stage in ApiStages, by Ref or GetAtt; a stage named by its text only is reported.",
                            "No usage plan bounds the stage",
                            "list it with !Ref in the ApiStages of an AWS::ApiGateway::UsagePlan",
                            UNBOUNDED),
                    stage -> unless(stage, planned(stage))),
            Row.each(
                    "W59",
                    "ApiGatewayMethodAuthorizationTypeRule",
                    "AWS::ApiGateway::Method",
                    new RuleText(
                            "Reports an AWS::ApiGateway::Method whose AuthorizationType is absent or NONE in any case, unless its HttpMethod is OPTIONS in any case.",
                            "Anybody may call the method",
                            "set AuthorizationType to AWS_IAM, COGNITO_USER_POOLS or CUSTOM",
                            "A method without authorization serves the whole internet."),
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

package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** References between resources without which cfn_nag gives up on a template. */
final class RequiredLinks {
    private static final String STAGE = "AWS::ApiGateway::Stage";

    private RequiredLinks() {}

    /** @throws TemplateException that names everything that refers to nothing */
    static void check(Model model) throws TemplateException {
        View view = new View(model, Set.of());
        List<Node> missing = new ArrayList<>();
        for (Element stage : view.ofType(STAGE)) {
            if (stage.get("AccessLogSetting").present()) {
                missing.add(stage.get("DeploymentId"));
            }
        }
        boolean planned = !view.ofType(STAGE).isEmpty()
                || view.ofType("AWS::ApiGateway::Deployment").stream()
                        .anyMatch(deployment -> deployment.get("StageName").absent());
        if (planned) {
            for (Element plan : view.ofType("AWS::ApiGateway::UsagePlan")) {
                plan.get("ApiStages").items().forEach(stage -> missing.add(stage.get("Stage")));
            }
        }
        if (!view.ofType("AWS::EC2::NetworkAcl").isEmpty()) {
            view.ofType("AWS::EC2::NetworkAclEntry").forEach(entry -> missing.add(entry.get("NetworkAclId")));
        }
        List<String> paths =
                missing.stream().filter(Node::absent).map(RequiredLinks::where).toList();
        if (!paths.isEmpty()) {
            throw new TemplateException("Expected a reference to another resource, but there is none at "
                    + String.join(", ", paths) + ". Name the resource.");
        }
    }

    private static String where(Node node) {
        return node + " (" + node.owner().position() + ")";
    }
}

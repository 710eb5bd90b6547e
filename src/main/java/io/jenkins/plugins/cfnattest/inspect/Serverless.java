package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serverless functions as cfn_nag expands them: a Lambda function, its role, and a REST API when an event asks for one. It
 * is a rough picture of what the transform really generates, so it serves scans only.
 */
final class Serverless {
    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String MANAGED = "arn:aws:iam::aws:policy/";
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/(.+)");

    private final Template template;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Resource> generated = new LinkedHashMap<>();

    private Serverless(Template template) {
        this.template = template;
    }

    /** The resources by logical id; the template's own where there is nothing to expand. */
    static Map<String, Resource> expanded(Template template) {
        boolean applies = template.root()
                .get("Transform")
                .flatMap(Value::text)
                .filter(TRANSFORM::equals)
                .isPresent();
        if (!applies) {
            return template.resources();
        }
        Serverless serverless = new Serverless(template);
        template.resources().values().forEach(serverless::add);
        serverless.generated.forEach(serverless.resources::putIfAbsent);
        return serverless.resources;
    }

    private void add(Resource resource) {
        if (!resource.type().equals(FUNCTION)) {
            resources.put(resource.logicalId(), resource);
            return;
        }
        Position at = resource.position();
        String roleId = resource.logicalId() + "Role";
        Optional<Value> role = property(resource, "Role");
        Map<String, Value> properties = new LinkedHashMap<>();
        property(resource, "Handler").ifPresent(value -> properties.put("Handler", value));
        properties.put(
                "Role", role.orElseGet(() -> map(at, "Fn::GetAtt", list(at, text(roleId, at), text("Arn", at)))));
        property(resource, "Runtime").ifPresent(value -> properties.put("Runtime", value));
        property(resource, "ReservedConcurrentExecutions")
                .ifPresent(value -> properties.put("ReservedConcurrentExecutions", value));
        code(resource).ifPresent(value -> properties.put("Code", value));
        resources.put(resource.logicalId(), like(resource, resource.logicalId(), "AWS::Lambda::Function", properties));
        if (role.isEmpty()) {
            generated.put(roleId, like(resource, roleId, "AWS::IAM::Role", role(resource, roleId)));
        }
        if (hasApiEvent(resource)) {
            api(resource);
        }
    }

    private Optional<Value> property(Resource function, String name) {
        return function.properties()
                .get(name)
                .or(() -> template.root()
                        .get("Globals")
                        .flatMap(globals -> globals.get("Function"))
                        .flatMap(common -> common.get(name)))
                .filter(value -> !(value instanceof Value.Null));
    }

    private Optional<Value> code(Resource function) {
        Position at = function.position();
        Optional<Value> uri = property(function, "CodeUri");
        Optional<Matcher> location = uri.flatMap(Value::text).map(S3::matcher).filter(Matcher::matches);
        if (location.isPresent()) {
            return Optional.of(map(
                    at,
                    "S3Bucket",
                    text(location.get().group(1), at),
                    "S3Key",
                    text(location.get().group(2), at)));
        }
        return uri.filter(value ->
                        value.get("Bucket").isPresent() && value.get("Key").isPresent())
                .map(value -> map(
                        at,
                        "S3Bucket",
                        value.get("Bucket").get(),
                        "S3Key",
                        value.get("Key").get()));
    }

    private Map<String, Value> role(Resource function, String roleId) {
        Position at = function.position();
        List<Value> managed = new ArrayList<>();
        List<Value> inline = new ArrayList<>();
        managed.add(text(MANAGED + "service-role/AWSLambdaBasicExecutionRole", at));
        Optional<Value> policies = property(function, "Policies");
        List<Value> items = policies.map(value -> value instanceof Value.ListOf list ? list.items() : List.of(value))
                .orElse(List.of());
        for (Value item : items) {
            if (item instanceof Value.Text name) {
                managed.add(text(MANAGED + name.content(), at));
            } else if (item instanceof Value.MapOf document && isStatement(document)) {
                inline.add(map(
                        at,
                        "PolicyName",
                        text(roleId + "Policy" + Integer.toString(inline.size()), at),
                        "PolicyDocument",
                        document));
            }
        }
        Map<String, Value> properties = new LinkedHashMap<>();
        properties.put("ManagedPolicyArns", new Value.ListOf(managed, at));
        properties.put("Policies", new Value.ListOf(inline, at));
        properties.put("AssumeRolePolicyDocument", trust(at));
        return properties;
    }

    /** The serverless policy templates are maps such as {@code S3ReadPolicy: {}}; a policy document is not. */
    private static boolean isStatement(Value.MapOf document) {
        return document.entries().keySet().stream()
                .findFirst()
                .filter(name -> !name.contains("Policy"))
                .isPresent();
    }

    private static Value trust(Position at) {
        Value principal = map(at, "Service", list(at, text("lambda.amazonaws.com", at)));
        Value statement = map(
                at,
                "Effect",
                text("Allow", at),
                "Principal",
                principal,
                "Action",
                list(at, text("sts:AssumeRole", at)));
        return map(at, "Version", text("2012-10-17", at), "Statement", list(at, statement));
    }

    private boolean hasApiEvent(Resource function) {
        return property(function, "Events")
                .filter(events -> events instanceof Value.MapOf map
                        && map.entries().values().stream()
                                .anyMatch(event -> event.get("Type")
                                        .flatMap(Value::text)
                                        .filter("Api"::equals)
                                        .isPresent()))
                .isPresent();
    }

    private void api(Resource function) {
        Position at = function.position();
        String api = "ServerlessRestApi";
        Value apiId = map(at, "Ref", text(api, at));
        generated.putIfAbsent(api, plain(at, api, "AWS::ApiGateway::RestApi", map(at)));
        generated.putIfAbsent(
                api + "Deployment",
                plain(at, api + "Deployment", "AWS::ApiGateway::Deployment", map(at, "RestApiId", apiId)));
        Value.MapOf stage = map(
                at,
                "DeploymentId",
                map(at, "Ref", text(api + "Deployment", at)),
                "RestApiId",
                apiId,
                "StageName",
                text("Prod", at));
        generated.putIfAbsent(api + "ProdStage", plain(at, api + "ProdStage", "AWS::ApiGateway::Stage", stage));
    }

    private static Resource plain(Position at, String id, String type, Value.MapOf properties) {
        return new Resource(id, type, properties, map(at), Optional.empty(), at);
    }

    private static Resource like(Resource function, String id, String type, Map<String, Value> properties) {
        Value.MapOf metadata =
                function.metadata().get("cfn_nag").isPresent() ? function.metadata() : map(function.position());
        return new Resource(
                id,
                type,
                new Value.MapOf(properties, function.position()),
                metadata,
                Optional.empty(),
                function.position());
    }

    private static Value.Text text(String content, Position at) {
        return new Value.Text(content, at);
    }

    private static Value.ListOf list(Position at, Value... items) {
        return new Value.ListOf(List.of(items), at);
    }

    private static Value.MapOf map(Position at, Object... namesAndValues) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new Value.MapOf(entries, at);
    }
}

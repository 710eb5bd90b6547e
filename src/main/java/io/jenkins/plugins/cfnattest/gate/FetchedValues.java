package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.inspect.NestedContent.Kind;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Resolver;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks up what is fetched at a place of a template, with the request's parameters put in. It tells all or nothing: where a value is not known to
 * the last character, a pattern has nothing to match, and the content is not covered.
 */
final class FetchedValues {
    /** A reference whose value nobody inspected; those to secrets are how secrets are given. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\{\\{\\s*resolve\\s*:(?!secretsmanager:|ssm-secure:).*", Pattern.DOTALL);

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String PARAMETERS = "/Parameters/";
    private static final String SERVERLESS = "AWS::Serverless-";
    private static final String INCLUDE = "AWS::Include";

    /** Where a resource as a whole says what it fetches. */
    private static final Map<String, String> PROPERTIES = Map.of(
            Kind.NESTED_STACK.name(), "TemplateURL",
            Kind.STACK_SET.name(), "TemplateURL",
            Kind.SERVERLESS_APPLICATION.name(), "Location",
            Kind.CUSTOM_RESOURCE.name(), "ServiceToken",
            Kind.SERVICE_CATALOG_PRODUCT.name(), "ProductId");

    private final Template template;
    private final EffectiveParameters parameters;
    private final Resolver resolver;

    FetchedValues(Template template, EffectiveParameters parameters) {
        this.template = template;
        this.parameters = parameters;
        Map<String, String> known = new HashMap<>(parameters.values());
        template.parameters().values().stream()
                .filter(parameter -> parameter.noEcho() || parameter.isLookup())
                .forEach(parameter -> known.remove(parameter.name()));
        this.resolver = Resolver.of(template, known, Map.of());
    }

    /** What is fetched there. */
    FetchedContent at(String kind, String resource, String path) {
        Optional<Resource> owner = Optional.ofNullable(template.resources().get(resource));
        if (resource.isEmpty() && kind.equals(Kind.SSM_PARAMETER_TYPE.name()) && path.startsWith(PARAMETERS)) {
            String name = path.substring(PARAMETERS.length());
            return new FetchedContent(
                    kind,
                    resource,
                    path,
                    Optional.ofNullable(template.parameters().get(name)).map(Parameter::type),
                    Optional.ofNullable(parameters.values().get(name)).stream().toList(),
                    false);
        }
        return new FetchedContent(
                kind, resource, path, owner.map(Resource::type), values(kind, resource, owner, path), false);
    }

    /** A dynamic reference that stands in the open value of a parameter. */
    static FetchedContent reference(String parameter, String value) {
        return new FetchedContent(
                Kind.SSM_REFERENCE.name(), "", parameter, Optional.empty(), pieces(value, false), true);
    }

    private List<String> values(String kind, String resource, Optional<Resource> owner, String path) {
        List<Value> places = new ArrayList<>();
        if (path.isEmpty()) {
            owner.flatMap(one -> Optional.ofNullable(PROPERTIES.get(kind)).flatMap(one.properties()::get))
                    .ifPresent(places::add);
        } else if (resource.isEmpty()) {
            places(template.root(), path, places);
        } else {
            template.root()
                    .get("Resources")
                    .flatMap(all -> all.get(resource))
                    .ifPresent(whole -> places(whole, path, places));
        }
        List<String> values = new ArrayList<>();
        for (Value place : places) {
            List<String> found = told(kind, place);
            if (found.isEmpty() && !isOtherTransform(kind, place)) {
                return List.of();
            }
            values.addAll(found);
        }
        return values;
    }

    /** Every place the path may mean, since names may hold the sign that parts them. The items of the section Transform are places too. */
    private static void places(Value value, String path, List<Value> places) {
        if (path.isEmpty()) {
            if (value instanceof Value.ListOf list) {
                places.addAll(list.items());
            } else {
                places.add(value);
            }
        } else if (value instanceof Value.MapOf map) {
            map.entries().forEach((name, member) -> step(name, member, path, places));
        } else if (value instanceof Value.ListOf list) {
            for (int i = 0; i < list.items().size(); i++) {
                step(Integer.toString(i), list.items().get(i), path, places);
            }
        }
    }

    private static void step(String name, Value value, String path, List<Value> places) {
        String step = "/" + name;
        if (path.equals(step) || path.startsWith(step + "/")) {
            places(value, path.substring(step.length()), places);
        }
    }

    private List<String> told(String kind, Value place) {
        Value value = resolver.resolve(place);
        if (kind.equals(Kind.SSM_REFERENCE.name())) {
            return value.text().map(text -> pieces(text, true)).orElse(List.of());
        }
        Optional<String> name = value.get("Name").flatMap(Value::text);
        if (kind.equals(Kind.INCLUDE.name())) {
            return value.get("Parameters").flatMap(all -> all.get("Location")).flatMap(Value::text).stream()
                    .toList();
        }
        if (isOtherTransform(kind, value)) {
            return List.of();
        }
        Optional<String> bucket = value.get("Bucket").flatMap(Value::text);
        Optional<String> key = value.get("Key").flatMap(Value::text);
        if (kind.equals(Kind.CONTENT_IN_S3.name()) && bucket.isPresent() && key.isPresent()) {
            return List.of("s3://" + bucket.get() + "/" + key.get());
        }
        return value.text().or(() -> kind.equals(Kind.MACRO.name()) ? name : Optional.empty()).stream()
                .toList();
    }

    /** In the list of transforms stand those of other kinds too; each is listed under its own. */
    private static boolean isOtherTransform(String kind, Value value) {
        Optional<String> name = value.text().or(() -> value.get("Name").flatMap(Value::text));
        if (name.isEmpty()) {
            return false;
        }
        boolean serverless = name.get().startsWith(SERVERLESS);
        boolean include = name.get().equals(INCLUDE);
        return kind.equals(Kind.MACRO.name()) && (serverless || include)
                || kind.equals(Kind.SERVERLESS_TRANSFORM.name()) && !serverless
                || kind.equals(Kind.INCLUDE.name()) && !include;
    }

    /**
     * The dynamic references of a text, each by itself; none when one of them has no end or holds the beginning of another.
     *
     * @param secretsPass whether references to secrets are left out
     */
    private static List<String> pieces(String text, boolean secretsPass) {
        List<String> pieces = new ArrayList<>();
        for (int start = text.indexOf(OPEN); start >= 0; ) {
            int end = text.indexOf(CLOSE, start);
            if (end < 0 || text.indexOf(OPEN, start + 1) >= 0 && text.indexOf(OPEN, start + 1) < end) {
                return List.of();
            }
            String piece = text.substring(start, end + CLOSE.length());
            if (!secretsPass || REFERENCE.matcher(piece).matches()) {
                pieces.add(piece);
            }
            start = text.indexOf(OPEN, end);
        }
        return pieces;
    }
}

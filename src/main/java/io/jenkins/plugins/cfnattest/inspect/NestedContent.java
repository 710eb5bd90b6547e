package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Expansion;
import io.jenkins.plugins.cfnattest.template.Hints;
import io.jenkins.plugins.cfnattest.template.LanguageExtensions;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds what a template makes CloudFormation fetch or run later, so that no inspection of these bytes has seen it (gate,
 * check 12). Errs on the side of listing.
 */
public final class NestedContent {
    /** What it is; the names stand in signed statements and are for ever. */
    public enum Kind {
        /** A nested stack, whose template is behind a URL. */
        NESTED_STACK,
        /** A stack set, whose instances are other stacks. */
        STACK_SET,
        /** An application of the serverless repository or behind a location. */
        SERVERLESS_APPLICATION,
        /** The serverless transform, which generates resources. */
        SERVERLESS_TRANSFORM,
        /** Template text that {@code AWS::Include} fetches. */
        INCLUDE,
        /** A macro, which may rewrite anything. */
        MACRO,
        /** A loop of the language extensions that could not be written out. */
        LOOP,
        /** A module, which is replaced by resources. */
        MODULE,
        /** A product of the service catalog. */
        SERVICE_CATALOG_PRODUCT,
        /** A custom resource, whose handler does what it likes. */
        CUSTOM_RESOURCE,
        /** A resource type of somebody else, whose handler does what it likes. */
        EXTENSION,
        /** An API or workflow definition, schema or template that stands in S3. */
        CONTENT_IN_S3,
        /** A value that CloudFormation reads from the parameter store. */
        SSM_REFERENCE,
        /** A parameter whose value CloudFormation reads from the parameter store. */
        SSM_PARAMETER_TYPE
    }

    private static final Map<String, Kind> TYPES = Map.of(
            "AWS::CloudFormation::Stack", Kind.NESTED_STACK,
            "AWS::CloudFormation::StackSet", Kind.STACK_SET,
            "AWS::CloudFormation::CustomResource", Kind.CUSTOM_RESOURCE,
            "AWS::Serverless::Application", Kind.SERVERLESS_APPLICATION,
            "AWS::ServiceCatalog::CloudFormationProvisionedProduct", Kind.SERVICE_CATALOG_PRODUCT,
            "Alexa::ASK::Skill", Kind.CONTENT_IN_S3);
    private static final Place RESOURCES = new Place("", "Resources");
    private static final String INCLUDE = "AWS::Include";
    private static final String SERVERLESS = "AWS::Serverless-";
    /** A dynamic reference to anything but the two services that keep secrets, whose values no rule may read anyway. */
    private static final Pattern SSM = Pattern.compile("\\{\\{\\s*resolve\\s*:(?!secretsmanager:|ssm-secure:)");

    private final Template template;
    private final Set<NotInspected> found = new LinkedHashSet<>();

    /** Everything that can be told from the text alone. */
    NestedContent(Template template) {
        this.template = template;
        template.root().get("Transform").ifPresent(this::transform);
        template.parameters().values().forEach(this::parameter);
        template.resources().values().forEach(this::resource);
        walk(template.root(), "", "");
    }

    /** Everything that can be told from the text alone, in the order of the template; loops are not written out. */
    public static List<NotInspected> of(Template template) {
        return new NestedContent(template).found();
    }

    /**
     * The same, and what only shows once these parameters are put in, loops are written out and texts are put together, such as a reference whose
     * parts are joined. Prefer this where the parameters are known.
     */
    public static List<NotInspected> of(Template template, EffectiveParameters parameters) {
        return isCertainlyNone(template, parameters) ? List.of() : explored(template, parameters);
    }

    /** Whether nothing in the template names such content, and nothing that its functions put together can. */
    private static boolean isCertainlyNone(Template template, EffectiveParameters parameters) {
        return !template.hints().namesContentElsewhere()
                && !Braces.mayMeet(template, parameters)
                && template.parameters().values().stream().noneMatch(Parameter::isLookup)
                && template.resources().values().stream()
                        .allMatch(resource -> kindOfResource(resource.type()).isEmpty());
    }

    /** Where the text alone does not tell. */
    static List<NotInspected> explored(Template template, EffectiveParameters parameters) {
        try {
            Template expanded = Expansion.of(template, EffectiveValues.known(template, parameters))
                    .template();
            NestedContent content = new NestedContent(expanded);
            Branches branches = Branches.of(expanded, parameters, Evaluation.EFFECTIVE);
            List<Look> looks = content.looks();
            Exploration exploration = new Exploration(expanded, parameters, branches);
            exploration.run(looks);
            looks.stream().filter(exploration.incomplete()::contains).forEach(Look::giveUp);
            content.forged(parameters);
            return content.found();
        } catch (TemplateException e) {
            // The inspection of such a template is FATAL for the same reason; what the text alone tells is still told.
            return of(template);
        }
    }

    /** A value that holds a mark of ours is not read, so that nobody knows which braces come of it. */
    private void forged(EffectiveParameters parameters) {
        if (Braces.mayMeet(template, parameters)) {
            parameters.values().forEach((name, value) -> {
                if (!Unknown.cleaned(value).equals(value)) {
                    add(Kind.SSM_REFERENCE, "", "/Parameters/" + name);
                }
            });
        }
    }

    /** Tasks that add what shows in a model, one for each resource. */
    List<Look> looks() {
        return template.resources().keySet().stream().map(Look::new).toList();
    }

    /** Looks at one resource. */
    final class Look implements Consumer<Model> {
        private final String logicalId;

        private Look(String logicalId) {
            this.logicalId = logicalId;
        }

        @Override
        public void accept(Model model) {
            model.part(logicalId)
                    .ifPresent(part -> part.entries()
                            .keySet()
                            .forEach(name -> part.property(name)
                                    .ifPresent(value -> look(written(value, model), "/Properties/" + name))));
        }

        private void look(Value value, String path) {
            walk(value, logicalId, path);
            if (PartialReference.isIn(value) || cutsBraces(value)) {
                add(Kind.SSM_REFERENCE, logicalId, path);
            }
        }

        /** Not every branch was seen, and in one that was not the parts of a reference may come together. */
        private void giveUp() {
            add(Kind.SSM_REFERENCE, logicalId, "/Properties");
        }
    }

    /** Whether a text with loose braces was cut beside something unknown, so that nobody knows where they went. */
    private static boolean cutsBraces(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.items().stream().anyMatch(NestedContent::cutsBraces);
        }
        return value instanceof Value.MapOf map
                ? map.entries().values().stream().anyMatch(NestedContent::cutsBraces)
                : value.text().filter(text -> text.contains(Unknown.CUT_BRACES)).isPresent();
    }

    /** The value with the names that the author chose in its texts; a reference that is no part of a text stays one. */
    private static Value written(Value value, Model model) {
        if (value instanceof Value.ListOf list) {
            return list.with(item -> written(item, model));
        }
        return value instanceof Value.MapOf map ? map.with(member -> written(member, model)) : model.content(value);
    }

    /** What was found so far. */
    List<NotInspected> found() {
        return List.copyOf(found);
    }

    private void add(Kind kind, String logicalId, Object path) {
        found.add(new NotInspected(kind.name(), logicalId, path.toString()));
    }

    private void transform(Value value) {
        List<Value> all = value instanceof Value.ListOf list ? list.items() : List.of(value);
        for (Value one : all) {
            String name = one.get("Name").orElse(one).text().orElse("");
            if (!name.equals(LanguageExtensions.TRANSFORM)) {
                add(kindOfTransform(name), "", "/Transform");
            }
        }
    }

    private static Kind kindOfTransform(String name) {
        if (name.equals(INCLUDE)) {
            return Kind.INCLUDE;
        }
        return name.startsWith(SERVERLESS) ? Kind.SERVERLESS_TRANSFORM : Kind.MACRO;
    }

    private void parameter(Parameter parameter) {
        if (parameter.isLookup()) {
            add(Kind.SSM_PARAMETER_TYPE, "", "/Parameters/" + parameter.name());
        }
    }

    private void resource(Resource resource) {
        kindOfResource(resource.type()).ifPresent(kind -> add(kind, resource.logicalId(), ""));
    }

    /** What a resource of this type would fetch or run; nothing for one that CloudFormation makes itself. */
    private static Optional<Kind> kindOfResource(String type) {
        Kind known = TYPES.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        if (type.endsWith("::MODULE")) {
            return Optional.of(Kind.MODULE);
        }
        if (type.startsWith("Custom::")) {
            return Optional.of(Kind.CUSTOM_RESOURCE);
        }
        return type.startsWith("AWS::") ? Optional.empty() : Optional.of(Kind.EXTENSION);
    }

    private static boolean readsParameterStore(String text) {
        return text.contains("{{") && SSM.matcher(text).find();
    }

    /** @param path where it is, a text or a {@link Place} */
    private void walk(Value value, String logicalId, Object path) {
        if (value instanceof Value.Text text) {
            if (readsParameterStore(text.content())) {
                add(Kind.SSM_REFERENCE, logicalId, path);
            }
        } else if (value instanceof Value.ListOf list) {
            for (int i = 0; i < list.items().size(); i++) {
                walk(list.items().get(i), logicalId, new Place(path, i));
            }
        } else if (value instanceof Value.MapOf map) {
            map.entries().forEach((name, member) -> member(name, member, logicalId, path));
        }
    }

    private void member(String name, Value member, String logicalId, Object path) {
        Place here = new Place(path, name);
        if (readsParameterStore(name)) {
            add(Kind.SSM_REFERENCE, logicalId, path);
        } else if (name.equals(Unknown.TRANSFORM)) {
            add(
                    member.get("Name")
                                    .flatMap(Value::text)
                                    .filter(INCLUDE::equals)
                                    .isPresent()
                            ? Kind.INCLUDE
                            : Kind.MACRO,
                    logicalId,
                    here);
        } else if (LanguageExtensions.isLoop(name)) {
            add(Kind.LOOP, logicalId, here);
        } else if (!logicalId.isEmpty() && Hints.isInS3(name)) {
            add(Kind.CONTENT_IN_S3, logicalId, here);
        }
        if (path.equals(RESOURCES)) {
            walk(member, name, "");
        } else {
            walk(member, logicalId, here);
        }
    }
}

package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EmbeddedJson;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A template under one assumption about parameters and conditions. What it answers never changes; properties are resolved
 * when first read, and kept. For one thread.
 */
public final class Model {
    private final Template template;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, List<Part>> byType = new HashMap<>();
    private final boolean effective;
    private final Map<String, Optional<Value>> json = new HashMap<>();
    private final Watch watch;
    private final ChosenNames names;

    /**
     * A model.
     *
     * @param template the template
     * @param resources the resources assumed to exist
     * @param resolve replaces what is known in a value
     * @param effective whether it is what CloudFormation will see ({@link Evaluation#EFFECTIVE}), or what cfn_nag sees
     */
    Model(Template template, Collection<Resource> resources, Function<Value, Value> resolve, boolean effective) {
        this(template, resources, resolve, effective, Watch.NONE);
    }

    /** The same, where {@code watch} is told what somebody looks at. */
    Model(
            Template template,
            Collection<Resource> resources,
            Function<Value, Value> resolve,
            boolean effective,
            Watch watch) {
        this.template = template;
        this.effective = effective;
        this.watch = watch;
        this.names = new ChosenNames(this::part, watch);
        for (Resource resource : resources) {
            Part part = new Part(resource, resolve, effective);
            parts.put(resource.logicalId(), part);
            byType.computeIfAbsent(resource.type(), type -> new ArrayList<>()).add(part);
        }
    }

    /** The whole document, unresolved. */
    public Value.MapOf root() {
        return template.root();
    }

    /** A declared parameter. */
    public Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(template.parameters().get(name));
    }

    /** Whether there is a resource with this logical id. */
    public boolean has(String logicalId) {
        watch.resource(logicalId);
        return parts.containsKey(logicalId);
    }

    /** Whether it is what CloudFormation will see; else what cfn_nag sees. */
    public boolean effective() {
        return effective;
    }

    /** What a rule reads in a resolved value, where references answer the names that the author chose. */
    Value content(Value value) {
        return effective ? names.content(value) : value;
    }

    /** What a text of JSON says; read once, since many rules ask. */
    Optional<Value> json(String text) {
        return json.computeIfAbsent(text, EmbeddedJson::read);
    }

    boolean hasAny(Set<String> types) {
        types.forEach(watch::type);
        return types.isEmpty() || types.stream().anyMatch(byType::containsKey);
    }

    /** The types of its resources. */
    Set<String> types() {
        return byType.keySet();
    }

    Collection<Part> parts() {
        watch.everything();
        return parts.values();
    }

    List<Part> parts(String type) {
        watch.type(type);
        return byType.getOrDefault(type, List.of());
    }

    Optional<Part> part(String logicalId) {
        watch.resource(logicalId);
        return Optional.ofNullable(parts.get(logicalId));
    }
}

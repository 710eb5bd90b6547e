package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.LanguageExtensions;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** cfn_nag's check that references name something: in properties, inside maps but not inside lists, in maps of one entry. */
final class References {
    private final Template template;
    private final Map<String, Resource> resources;
    /** Whether names may be computed, so that nobody can tell what they name. */
    private final boolean computed;

    private final Set<String> unresolved = new LinkedHashSet<>();

    private References(Template template, Map<String, Resource> resources) {
        this.template = template;
        this.resources = resources;
        this.computed = LanguageExtensions.in(template);
    }

    /** @throws TemplateException that names every reference to nothing */
    static void check(Template template, Map<String, Resource> resources) throws TemplateException {
        References references = new References(template, resources);
        for (Resource resource : resources.values()) {
            references.walk(resource.properties());
        }
        if (!references.unresolved.isEmpty()) {
            throw new TemplateException(
                    "Expected every Ref and Fn::GetAtt to name a resource or parameter of the template, but there is no "
                            + String.join(", ", references.unresolved) + ".");
        }
    }

    private void walk(Value.MapOf map) throws TemplateException {
        for (Value value : map.entries().values()) {
            if (value instanceof Value.MapOf inner) {
                check(inner);
                walk(inner);
            }
        }
    }

    private void check(Value.MapOf map) throws TemplateException {
        if (map.entries().size() != 1) {
            return;
        }
        Optional<Value> reference = map.get("Ref").filter(value -> !(value instanceof Value.Null));
        if (reference.isPresent()) {
            if (reference.get() instanceof Value.Text target) {
                check(target.content());
            } else if (!computed) {
                throw new TemplateException(
                        "Expected the target of a Ref to be a text, but found something else.", map.position());
            }
        }
        map.get("Fn::GetAtt").map(References::owner).ifPresent(this::check);
    }

    private static String owner(Value argument) {
        if (argument instanceof Value.ListOf list) {
            return list.items().isEmpty() ? "" : list.items().get(0).text().orElse("");
        }
        return argument.text().map(text -> text.split("\\.", 2)[0]).orElse("");
    }

    private void check(String target) {
        int dot = target.lastIndexOf('.');
        boolean pattern = computed && target.contains("${");
        if (!pattern
                && !target.contains("AWS::")
                && !isKnown(target)
                && (dot < 0 || !isKnown(target.substring(0, dot)))) {
            unresolved.add(target);
        }
    }

    private boolean isKnown(String name) {
        return resources.containsKey(name) || template.parameters().containsKey(name);
    }
}

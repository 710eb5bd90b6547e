package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties by which an author may name a resource. Told by their own names, since the types are many and new ones
 * come: {@code AlarmName} names an alarm, {@code Name} anything, but {@code MetricName} names something else.
 */
final class NamingProperties {
    /** How well a property fits; only the best fitting ones of a resource count. */
    private enum Fit {
        /** {@code Name}, or the type and {@code Name}. */
        WHOLE,
        /** A part of the type and {@code Name}, such as {@code GroupName} of a security group; or the type itself. */
        PART,
        /** The name in what describes the resource, such as {@code TableInput.Name}. */
        INNER
    }

    /** Types that answer the name of what they belong to. Source: the types' pages in the CloudFormation reference. */
    private static final Map<String, String> BORROWED = Map.of(
            "AWS::Config::RemediationConfiguration", "ConfigRuleName",
            "AWS::ECS::ClusterCapacityProviderAssociations", "Cluster",
            "AWS::S3::BucketPolicy", "Bucket");

    private static final List<String> SUFFIXES = List.of("identifier", "name", "id");

    private NamingProperties() {}

    /** Their resolved values. */
    static List<Value> of(Part part) {
        String type = part.resource().type();
        if (BORROWED.containsKey(type)) {
            return part.property(BORROWED.get(type)).stream().toList();
        }
        String kind = type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        for (Fit fit : Fit.values()) {
            List<Value> found = new ArrayList<>();
            for (String property : part.entries().keySet()) {
                if (fit == Fit.INNER) {
                    part.property(property).ifPresent(value -> inner(value, kind, found));
                } else if (fit(property, kind).filter(fit::equals).isPresent()) {
                    part.property(property).filter(NamingProperties::mayBeText).ifPresent(found::add);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static void inner(Value value, String kind, List<Value> found) {
        if (value instanceof Value.MapOf map) {
            for (Map.Entry<String, Value> member : map.entries().entrySet()) {
                if (fit(member.getKey(), kind).filter(Fit.WHOLE::equals).isPresent()) {
                    found.add(member.getValue());
                }
            }
        }
    }

    /** A description may have the same name as the type; a function may become a text. */
    private static boolean mayBeText(Value value) {
        return !(value instanceof Value.ListOf)
                && (!(value instanceof Value.MapOf map)
                        || Names.target(map).isPresent()
                        || Unknown.reason(map).isPresent());
    }

    private static Optional<Fit> fit(String property, String kind) {
        String name = property.toLowerCase(Locale.ROOT);
        if (name.equals(kind) || name.length() > 2 && kind.endsWith(name)) {
            return Optional.of(name.equals(kind) || SUFFIXES.contains(name) ? Fit.WHOLE : Fit.PART);
        }
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return fit(name.substring(0, name.length() - suffix.length()), kind, suffix);
            }
        }
        return Optional.empty();
    }

    /** What begins like the type is named beside it as often as it names it; an id then is somebody else's. */
    private static Optional<Fit> fit(String stem, String kind, String suffix) {
        if (stem.isEmpty() || stem.equals(kind)) {
            return Optional.of(Fit.WHOLE);
        }
        boolean part = kind.endsWith(stem) || stem.endsWith(kind) || kind.startsWith(stem) && !suffix.equals("id");
        return part ? Optional.of(Fit.PART) : Optional.empty();
    }
}

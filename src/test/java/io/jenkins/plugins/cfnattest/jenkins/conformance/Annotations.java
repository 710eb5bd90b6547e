package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Annotations as comparable text. */
final class Annotations {
    /** What makes two annotation types behave alike to the compiler, the index and the run time. */
    static final List<String> META = List.of(
            "Ljava/lang/annotation/Retention;",
            "Ljava/lang/annotation/Target;",
            "Ljava/lang/annotation/Inherited;",
            "Ljava/lang/annotation/Repeatable;",
            "Lnet/java/sezpoz/Indexable;");

    /** Jenkins' mark for what a plugin must not use. */
    static final String RESTRICTED = "Lorg/kohsuke/accmod/Restricted;";

    private Annotations() {}

    static Map<String, String> of(ClassNode type) {
        return text(type.visibleAnnotations, type.invisibleAnnotations);
    }

    static Map<String, String> of(MethodNode method) {
        return text(method.visibleAnnotations, method.invisibleAnnotations);
    }

    static Map<String, String> of(FieldNode field) {
        return text(field.visibleAnnotations, field.invisibleAnnotations);
    }

    private static Map<String, String> text(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        Map<String, String> all = new LinkedHashMap<>();
        for (AnnotationNode each : all(visible, invisible)) {
            all.put(each.desc, "(" + values(each) + ")");
        }
        return all;
    }

    /** Both lists in one; ASM has null for an empty one. */
    static List<AnnotationNode> all(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        List<AnnotationNode> all = new ArrayList<>();
        if (visible != null) {
            all.addAll(visible);
        }
        if (invisible != null) {
            all.addAll(invisible);
        }
        return all;
    }

    private static String values(AnnotationNode annotation) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
            values.put((String) annotation.values.get(i), text(annotation.values.get(i + 1)));
        }
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::toString)
                .collect(Collectors.joining(", "));
    }

    /** A value of an annotation member; the order in an array (targets, mostly) does not matter. Null: there is none. */
    static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Annotations::text).sorted().toList().toString();
        }
        if (value instanceof String[] constant) {
            return constant[0] + constant[1];
        }
        if (value instanceof AnnotationNode nested) {
            return "@" + nested.desc + "(" + values(nested) + ")";
        }
        return value.getClass().getSimpleName() + " " + value;
    }
}

package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Where a class is annotated with what is read at run time. */
final class Annotated {
    /** One annotation on a class, member or parameter, and the members it gives values to. */
    record Use(String descriptor, List<String> members) {}

    private Annotated() {}

    /** Annotations kept at run time. (Others are gone by then, so nothing need be there for them.) */
    static List<Use> uses(ClassNode type) {
        List<AnnotationNode> all = new ArrayList<>(Annotations.all(type.visibleAnnotations, null));
        for (FieldNode field : type.fields) {
            all.addAll(Annotations.all(field.visibleAnnotations, null));
        }
        for (MethodNode method : type.methods) {
            all.addAll(Annotations.all(method.visibleAnnotations, null));
            if (method.visibleParameterAnnotations != null) {
                for (List<AnnotationNode> parameter : method.visibleParameterAnnotations) {
                    all.addAll(Annotations.all(parameter, null));
                }
            }
        }
        return all.stream().map(Annotated::use).toList();
    }

    private static Use use(AnnotationNode node) {
        int size = node.values == null ? 0 : node.values.size() / 2;
        return new Use(
                node.desc,
                IntStream.range(0, size)
                        .mapToObj(i -> (String) node.values.get(2 * i))
                        .toList());
    }
}

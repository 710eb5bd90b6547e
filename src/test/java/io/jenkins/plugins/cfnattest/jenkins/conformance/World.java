package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Parsed classes and how they hang together. */
final class World {
    /** A member where it is really declared. */
    record Found<T>(ClassNode owner, T member) {}

    private final ClassBytes bytes;
    private final Map<String, Optional<ClassNode>> parsed = new HashMap<>();

    World(ClassBytes bytes) {
        this.bytes = bytes;
    }

    /** The class of this internal name, if it exists. */
    Optional<ClassNode> find(String name) {
        return parsed.computeIfAbsent(name, n -> bytes.find(n).map(World::parse));
    }

    static ClassNode parse(byte[] file) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    /** A class's flags as source has them: a nested class keeps its own in the InnerClasses attribute. */
    static int flags(ClassNode type) {
        for (InnerClassNode inner : type.innerClasses) {
            if (inner.name.equals(type.name)) {
                return inner.access;
            }
        }
        return type.access;
    }

    static boolean is(int flags, int flag) {
        return (flags & flag) != 0;
    }

    /** The class itself, its superclasses upwards, then all interfaces; unknown names are left out. */
    List<ClassNode> lineage(String name) {
        Set<ClassNode> all = new LinkedHashSet<>(superclasses(name));
        Deque<ClassNode> todo = new ArrayDeque<>(all);
        while (!todo.isEmpty()) {
            for (String each : todo.poll().interfaces) {
                find(each).filter(all::add).ifPresent(todo::add);
            }
        }
        return List.copyOf(all);
    }

    /** The class itself and its superclasses upwards. */
    List<ClassNode> superclasses(String name) {
        List<ClassNode> chain = new ArrayList<>();
        for (Optional<ClassNode> type = find(name);
                type.isPresent();
                type = Optional.ofNullable(type.get().superName).flatMap(this::find)) {
            chain.add(type.get());
        }
        return chain;
    }

    boolean isSubtype(String name, String ancestor) {
        return name.equals(ancestor) || lineage(name).stream().anyMatch(type -> type.name.equals(ancestor));
    }

    /** The field a reference resolves to. */
    Optional<Found<FieldNode>> field(String owner, String name, String descriptor) {
        for (ClassNode type : lineage(owner)) {
            for (FieldNode field : type.fields) {
                if (field.name.equals(name) && field.desc.equals(descriptor)) {
                    return Optional.of(new Found<>(type, field));
                }
            }
        }
        return Optional.empty();
    }

    /** The method a reference resolves to: superclasses first, then interfaces. Constructors are not inherited. */
    Optional<Found<MethodNode>> method(String owner, String name, String descriptor) {
        if (name.equals("<init>")) {
            return find(owner)
                    .flatMap(type -> declared(type, name, descriptor).map(method -> new Found<>(type, method)));
        }
        boolean isInterface = find(owner)
                .filter(type -> is(type.access, Opcodes.ACC_INTERFACE))
                .isPresent();
        for (ClassNode type : lineage(owner)) {
            Optional<MethodNode> method = declared(type, name, descriptor);
            // An interface sees of Object only what is public.
            boolean hidden = isInterface
                    && type.name.equals("java/lang/Object")
                    && method.filter(m -> is(m.access, Opcodes.ACC_PUBLIC)).isEmpty();
            if (method.isPresent() && !hidden) {
                return Optional.of(new Found<>(type, method.get()));
            }
        }
        return Optional.empty();
    }

    static Optional<MethodNode> declared(ClassNode type, String name, String descriptor) {
        return type.methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
                .findFirst();
    }
}

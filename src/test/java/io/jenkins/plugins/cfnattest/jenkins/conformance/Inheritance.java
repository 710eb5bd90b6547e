package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What a class inherits from its real supertypes: final methods it must not override, abstract ones it must implement. */
final class Inheritance {
    private Inheritance() {}

    /** What is wrong with a class's place among its supertypes, each a half sentence without the class's name. */
    static List<String> problems(ClassNode type, World world) {
        List<String> problems = new ArrayList<>();
        for (ClassNode parent : world.lineage(type.name)) {
            if (!parent.name.equals(type.name)) {
                type.methods.forEach(method -> overriding(type, method, parent).ifPresent(problems::add));
            }
        }
        if (!World.is(type.access, Opcodes.ACC_ABSTRACT)) {
            abstractMethods(type.name, world).forEach(method -> problems.add("does not implement " + method));
        }
        return problems;
    }

    private static Optional<String> overriding(ClassNode type, MethodNode method, ClassNode parent) {
        Optional<MethodNode> inherited = World.declared(parent, method.name, method.desc)
                .filter(other -> isInheritable(type, parent, other))
                .filter(other -> !World.is(method.access, Opcodes.ACC_PRIVATE));
        String what = parent.name + "." + method.name + method.desc;
        if (inherited.filter(other -> World.is(other.access, Opcodes.ACC_FINAL)).isPresent()) {
            return Optional.of("overrides " + what + ", which is final");
        }
        boolean interfaceStatic = World.is(parent.access, Opcodes.ACC_INTERFACE);
        boolean clash = inherited
                .filter(other -> World.is(other.access ^ method.access, Opcodes.ACC_STATIC) && !interfaceStatic)
                .isPresent();
        return clash ? Optional.of("mixes static and instance with " + what) : Optional.empty();
    }

    private static boolean isInheritable(ClassNode type, ClassNode parent, MethodNode method) {
        boolean special = method.name.startsWith("<");
        return switch (DeclarationCheck.access(method.access)) {
            case "private" -> false;
            case "package" -> !special && packageOf(type).equals(packageOf(parent));
            default -> !special;
        };
    }

    /** Methods, as name and descriptor, that a class or interface leaves abstract when all its supertypes are counted. */
    static Set<String> abstractMethods(String name, World world) {
        Set<String> open = new TreeSet<>();
        for (ClassNode type : world.lineage(name)) {
            for (MethodNode method : type.methods) {
                if (World.is(method.access, Opcodes.ACC_ABSTRACT) && !isImplemented(name, method, world)) {
                    open.add(method.name + method.desc);
                }
            }
        }
        return open;
    }

    /** Classes win over interfaces; among interfaces the most specific one. */
    private static boolean isImplemented(String name, MethodNode method, World world) {
        for (ClassNode type : world.superclasses(name)) {
            boolean isInterface = World.is(type.access, Opcodes.ACC_INTERFACE);
            Optional<MethodNode> found = World.declared(type, method.name, method.desc)
                    .filter(other -> !World.is(other.access, Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE));
            if (!isInterface && found.isPresent()) {
                return !World.is(found.get().access, Opcodes.ACC_ABSTRACT);
            }
        }
        List<ClassNode> declaring = world.lineage(name).stream()
                .filter(type -> World.is(type.access, Opcodes.ACC_INTERFACE))
                .filter(type -> World.declared(type, method.name, method.desc).isPresent())
                .toList();
        List<ClassNode> mostSpecific = declaring.stream()
                .filter(type ->
                        declaring.stream().noneMatch(other -> other != type && world.isSubtype(other.name, type.name)))
                .toList();
        return mostSpecific.size() == 1
                && !World.is(
                        World.declared(mostSpecific.get(0), method.name, method.desc)
                                .orElseThrow()
                                .access,
                        Opcodes.ACC_ABSTRACT);
    }

    private static String packageOf(ClassNode type) {
        return type.name.substring(0, type.name.lastIndexOf('/') + 1);
    }
}

package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Compares a declaration with the real class of the same name. A declaration may leave members and supertypes out; what it
 * does say must be so, down to flags, generic signatures, constants, checked exceptions and annotations.
 */
final class DeclarationCheck {
    private static final Map<String, Integer> CLASS_FLAGS = Map.of(
            "interface", Opcodes.ACC_INTERFACE,
            "abstract", Opcodes.ACC_ABSTRACT,
            "final", Opcodes.ACC_FINAL,
            "annotation", Opcodes.ACC_ANNOTATION,
            "enum", Opcodes.ACC_ENUM,
            "static", Opcodes.ACC_STATIC);
    private static final Map<String, Integer> MEMBER_FLAGS =
            Map.of("static", Opcodes.ACC_STATIC, "final", Opcodes.ACC_FINAL, "abstract", Opcodes.ACC_ABSTRACT);
    private static final Map<String, Integer> METHOD_FLAGS =
            Map.of("varargs", Opcodes.ACC_VARARGS, "bridge", Opcodes.ACC_BRIDGE);

    private final World real;
    private final List<String> differences = new ArrayList<>();

    private DeclarationCheck(World real) {
        this.real = real;
    }

    /** Every difference, each one line that starts with where it is; empty when the declaration is true. */
    static List<String> differences(ClassNode declared, World real) {
        DeclarationCheck check = new DeclarationCheck(real);
        Optional<ClassNode> found = real.find(declared.name);
        if (found.isEmpty()) {
            check.report(declared.name, "there is no such type");
        } else {
            check.compareTypes(declared, found.get());
            check.compareFields(declared, found.get());
            check.compareMethods(declared, found.get());
        }
        return check.differences;
    }

    private void compareTypes(ClassNode declared, ClassNode found) {
        String where = declared.name;
        int mine = World.flags(declared);
        int theirs = World.flags(found);
        boolean isEnum = World.is(mine, Opcodes.ACC_ENUM);
        boolean otherKind = World.is(mine ^ theirs, Opcodes.ACC_INTERFACE);
        CLASS_FLAGS.forEach((name, flag) -> {
            // An enum whose constants have bodies is not final and may be abstract; an interface is always abstract.
            boolean follows = isEnum && (flag == Opcodes.ACC_ABSTRACT || flag == Opcodes.ACC_FINAL)
                    || otherKind && flag == Opcodes.ACC_ABSTRACT;
            if (!follows) {
                compareFlag(where, name, flag, mine, theirs);
            }
        });
        compare(where, "access", access(mine), access(theirs));
        compareSupertypes(declared, found);
        ClassSignature ours = ClassSignature.of(declared);
        ClassSignature real = ClassSignature.of(found);
        compare(where, "type parameters", ours.typeParameters(), real.typeParameters());
        ours.supertypes().forEach((name, generic) -> {
            if (real.supertypes().containsKey(name)) {
                compare(where, "generic supertype", generic, real.supertypes().get(name));
            }
        });
        if (World.is(mine, Opcodes.ACC_ANNOTATION)) {
            compareAnnotationTypes(declared, found);
        }
    }

    private void compareSupertypes(ClassNode declared, ClassNode found) {
        if (!declared.superName.equals("java/lang/Object") && !real.isSubtype(found.name, declared.superName)) {
            report(declared.name, "superclass declared " + declared.superName + ", real " + found.superName);
        }
        for (String each : declared.interfaces) {
            if (!real.isSubtype(found.name, each)) {
                report(declared.name, "interface declared " + each + ", which the real one is not");
            }
        }
    }

    private void compareAnnotationTypes(ClassNode declared, ClassNode found) {
        Map<String, String> mine = Annotations.of(declared);
        Map<String, String> theirs = Annotations.of(found);
        for (String meta : Annotations.META) {
            compare(declared.name, "annotation " + meta, mine.get(meta), theirs.get(meta));
        }
        for (MethodNode member : found.methods) {
            if (member.annotationDefault == null
                    && World.declared(declared, member.name, member.desc).isEmpty()
                    && World.is(member.access, Opcodes.ACC_ABSTRACT)) {
                report(declared.name, "annotation member without default is not declared: " + member.name);
            }
        }
    }

    private void compareFields(ClassNode declared, ClassNode found) {
        for (FieldNode field : declared.fields) {
            if (World.is(field.access, Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) {
                continue;
            }
            String where = declared.name + "." + field.name + ":" + field.desc;
            Optional<FieldNode> match = found.fields.stream()
                    .filter(other -> other.name.equals(field.name) && other.desc.equals(field.desc))
                    .findFirst();
            if (match.isEmpty()) {
                reportMissing(where, "field", real.field(found.name, field.name, field.desc));
                continue;
            }
            FieldNode other = match.get();
            compareMember(where, field.access, other.access, field.signature, other.signature);
            compare(where, "constant", field.value, other.value);
        }
    }

    private void compareMethods(ClassNode declared, ClassNode found) {
        for (MethodNode method : declared.methods) {
            if (isOurs(method)) {
                continue;
            }
            String where = declared.name + "." + method.name + method.desc;
            Optional<MethodNode> match = World.declared(found, method.name, method.desc);
            if (match.isEmpty()) {
                reportMissing(where, "method", real.method(found.name, method.name, method.desc));
                continue;
            }
            MethodNode other = match.get();
            boolean bridge = World.is(method.access, Opcodes.ACC_BRIDGE);
            compareMember(
                    where, method.access, other.access, bridge ? other.signature : method.signature, other.signature);
            METHOD_FLAGS.forEach((name, flag) -> compareFlag(where, name, flag, method.access, other.access));
            if (!bridge) {
                compareExceptions(where, method, other);
            }
            compare(
                    where,
                    "annotation default",
                    Annotations.text(method.annotationDefault),
                    Annotations.text(other.annotationDefault));
        }
    }

    /** Not part of what is declared: initialisers, private members, and a package-private constructor that stops use. */
    private static boolean isOurs(MethodNode method) {
        boolean hidden = World.is(method.access, Opcodes.ACC_PRIVATE)
                || World.is(method.access, Opcodes.ACC_SYNTHETIC) && !World.is(method.access, Opcodes.ACC_BRIDGE);
        boolean placeholder =
                method.name.equals("<init>") && access(method.access).equals("package");
        return hidden || placeholder || method.name.equals("<clinit>");
    }

    private void compareMember(String where, int mine, int theirs, String signature, String realSignature) {
        MEMBER_FLAGS.forEach((name, flag) -> compareFlag(where, name, flag, mine, theirs));
        compare(where, "access", access(mine), access(theirs));
        compare(where, "generic signature", signature, realSignature);
    }

    private void compareExceptions(String where, MethodNode method, MethodNode other) {
        Set<String> tooMany = new HashSet<>(method.exceptions);
        other.exceptions.forEach(tooMany::remove);
        tooMany.forEach(name -> report(where, "throws declared " + name + ", which the real one does not"));
        for (String name : other.exceptions) {
            boolean unchecked =
                    real.isSubtype(name, "java/lang/RuntimeException") || real.isSubtype(name, "java/lang/Error");
            if (!unchecked && !method.exceptions.contains(name)) {
                report(where, "throws " + name + ", which is not declared");
            }
        }
    }

    private void compareFlag(String where, String name, int flag, int mine, int theirs) {
        compare(where, name, World.is(mine, flag), World.is(theirs, flag));
    }

    private void compare(String where, String what, Object declared, Object found) {
        if (!Objects.equals(declared, found)) {
            report(where, what + " declared " + declared + ", real " + found);
        }
    }

    private void reportMissing(String where, String kind, Optional<? extends World.Found<?>> inherited) {
        report(
                where,
                inherited
                        .map(found -> kind + " is inherited from " + found.owner().name + ", declare it there")
                        .orElse("there is no such " + kind));
    }

    private void report(String where, String what) {
        differences.add(where + ": " + what);
    }

    static String access(int flags) {
        if (World.is(flags, Opcodes.ACC_PUBLIC)) {
            return "public";
        }
        if (World.is(flags, Opcodes.ACC_PROTECTED)) {
            return "protected";
        }
        return World.is(flags, Opcodes.ACC_PRIVATE) ? "private" : "package";
    }
}

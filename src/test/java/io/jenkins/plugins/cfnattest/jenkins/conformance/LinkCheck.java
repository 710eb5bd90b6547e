package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Links one of our classes against the real ones as the virtual machine does (JVMS 5.4.3 and 5.4.4), only all at once and
 * before anything runs: what does not resolve here is a {@code LinkageError} in somebody's build.
 */
final class LinkCheck {
    private final World world;
    private final ClassNode type;
    private final Set<String> problems = new LinkedHashSet<>();
    private int references;

    private LinkCheck(World world, ClassNode type) {
        this.world = world;
        this.type = type;
    }

    /** What linking one class found, and how many references were looked at. */
    record Answer(List<String> problems, int references) {}

    /** Links a class; {@code world} holds it too. */
    static Answer link(ClassNode type, World world) {
        LinkCheck check = new LinkCheck(world, type);
        check.checkSupertypes();
        check.checkMembers();
        Inheritance.problems(type, world).forEach(check::report);
        References.of(type).forEach(check::check);
        return new Answer(List.copyOf(check.problems), check.references);
    }

    private void checkSupertypes() {
        find(type.superName).ifPresent(parent -> {
            if (World.is(parent.access, Opcodes.ACC_FINAL)) {
                report("extends " + parent.name + ", which is final");
            }
            boolean parentIsInterface = World.is(parent.access, Opcodes.ACC_INTERFACE);
            if (parentIsInterface) {
                report("extends " + parent.name + ", which is an interface");
            }
        });
        for (String each : type.interfaces) {
            find(each)
                    .filter(found -> !World.is(found.access, Opcodes.ACC_INTERFACE))
                    .ifPresent(found -> report("implements " + each + ", which is a class"));
        }
    }

    private void checkMembers() {
        for (FieldNode field : type.fields) {
            checkType(Type.getType(field.desc));
        }
        for (MethodNode method : type.methods) {
            checkDescriptor(method.desc);
            method.exceptions.forEach(this::find);
        }
        Annotated.uses(type).forEach(use -> {
            Optional<ClassNode> annotation = find(Type.getType(use.descriptor()).getInternalName());
            annotation.ifPresent(found -> use.members().stream()
                    .filter(member -> found.methods.stream().noneMatch(method -> method.name.equals(member)))
                    .forEach(member -> report("@" + found.name + " has no member " + member)));
        });
    }

    private void check(References.Reference reference) {
        references++;
        if (reference instanceof References.ToType to) {
            checkTypeUse(to);
        } else if (reference instanceof References.ToField to) {
            checkField(to);
        } else if (reference instanceof References.ToMethod to) {
            checkMethod(to);
        } else if (reference instanceof References.ToLambda to) {
            checkLambda(to);
        }
    }

    private void checkTypeUse(References.ToType to) {
        Type named = Type.getObjectType(to.name());
        checkType(named);
        if (to.opcode() == Opcodes.NEW) {
            find(to.name())
                    .filter(found -> World.is(found.access, Opcodes.ACC_ABSTRACT))
                    .ifPresent(found -> report("makes a " + found.name + ", which is abstract"));
        }
    }

    private void checkField(References.ToField to) {
        checkType(Type.getType(to.descriptor()));
        if (find(to.owner()).isEmpty()) {
            return;
        }
        String what = to.owner() + "." + to.name() + ":" + to.descriptor();
        Optional<World.Found<FieldNode>> found = world.field(to.owner(), to.name(), to.descriptor());
        if (found.isEmpty()) {
            report("uses " + what + ", which is not there");
            return;
        }
        checkRestriction(what, found.get().owner(), Annotations.of(found.get().member()));
        int flags = found.get().member().access;
        boolean asStatic = to.opcode() == Opcodes.GETSTATIC || to.opcode() == Opcodes.PUTSTATIC;
        boolean write = to.opcode() == Opcodes.PUTSTATIC || to.opcode() == Opcodes.PUTFIELD;
        checkStatic(what, asStatic, flags);
        checkAccess(what, found.get().owner(), flags, to.owner(), asStatic);
        if (write
                && World.is(flags, Opcodes.ACC_FINAL)
                && !found.get().owner().name.equals(type.name)) {
            report("writes " + what + ", which is final");
        }
    }

    private void checkMethod(References.ToMethod to) {
        checkDescriptor(to.descriptor());
        boolean array = to.owner().startsWith("[");
        String owner = array ? "java/lang/Object" : to.owner();
        if (array) {
            checkType(Type.getObjectType(to.owner()));
        }
        Optional<ClassNode> ownerType = find(owner);
        if (ownerType.isEmpty() || isSignaturePolymorphic(to)) {
            return;
        }
        String what = to.owner() + "." + to.name() + to.descriptor();
        boolean isInterface = World.is(ownerType.get().access, Opcodes.ACC_INTERFACE);
        if (isInterface != to.ofInterface()) {
            report("calls " + what + " as of "
                    + (to.ofInterface() ? "an interface, but it is a class" : "a class, but it is an interface"));
        }
        Optional<World.Found<MethodNode>> found = world.method(owner, to.name(), to.descriptor());
        if (found.isEmpty()) {
            report("calls " + what + ", which is not there");
            return;
        }
        checkRestriction(what, found.get().owner(), Annotations.of(found.get().member()));
        int flags = found.get().member().access;
        boolean asStatic = to.opcode() == Opcodes.INVOKESTATIC;
        checkStatic(what, asStatic, flags);
        if (!array) {
            // super.method() and super(...) name the superclass, not this class.
            boolean free = asStatic || to.opcode() == Opcodes.INVOKESPECIAL;
            checkAccess(what, found.get().owner(), flags, owner, free);
        }
        if (to.opcode() == Opcodes.INVOKESPECIAL && World.is(flags, Opcodes.ACC_ABSTRACT)) {
            report("calls " + what + " of the superclass, which is abstract");
        }
    }

    /** A method handle's or variable handle's access methods take any descriptor (JVMS 2.9.3). */
    private static boolean isSignaturePolymorphic(References.ToMethod to) {
        return to.owner().equals("java/lang/invoke/MethodHandle") || to.owner().equals("java/lang/invoke/VarHandle");
    }

    /** A lambda implements its interface only if that has exactly this one abstract method. */
    private void checkLambda(References.ToLambda to) {
        String name = Type.getReturnType(to.factory()).getInternalName();
        if (find(name).isEmpty()) {
            return;
        }
        Set<String> open = Inheritance.abstractMethods(name, world);
        if (!open.equals(Set.of(to.method() + to.descriptor()))) {
            report("makes a lambda of " + name + " that implements " + to.method() + to.descriptor()
                    + ", but its abstract methods are " + open);
        }
    }

    /** Jenkins marks with {@code @Restricted} what may go or change at any time: nobody outside may use it. */
    private void checkRestriction(String what, ClassNode owner, Map<String, String> annotations) {
        Map<String, String> all = new HashMap<>(Annotations.of(owner));
        all.putAll(annotations);
        String restricted = all.get(Annotations.RESTRICTED);
        if (restricted != null) {
            report("uses " + what + ", which is not for plugins: @Restricted" + restricted);
        }
    }

    private void checkStatic(String what, boolean asStatic, int flags) {
        if (asStatic != World.is(flags, Opcodes.ACC_STATIC)) {
            report("uses " + what + " as "
                    + (asStatic ? "static, which it is not" : "of an instance, but it is static"));
        }
    }

    /** {@code free}: a protected member may be reached through any type, not only through this class (JVMS 4.10.1.8). */
    private void checkAccess(String what, ClassNode owner, int flags, String through, boolean free) {
        boolean samePackage = samePackage(owner.name, type.name);
        boolean allowed = switch (DeclarationCheck.access(flags)) {
            case "public" -> true;
            case "protected" ->
                samePackage || world.isSubtype(type.name, owner.name) && (free || world.isSubtype(through, type.name));
            case "private" -> nest(owner.name).equals(nest(type.name));
            default -> samePackage;
        };
        if (!allowed) {
            report("uses " + what + ", which is " + DeclarationCheck.access(flags) + " in " + owner.name);
        }
    }

    private void checkDescriptor(String descriptor) {
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            checkType(argument);
        }
        checkType(Type.getReturnType(descriptor));
    }

    private void checkType(Type named) {
        Type element = named.getSort() == Type.ARRAY ? named.getElementType() : named;
        if (element.getSort() == Type.OBJECT) {
            find(element.getInternalName())
                    .filter(found -> !World.is(found.access, Opcodes.ACC_PUBLIC) && !samePackage(found.name, type.name))
                    .ifPresent(found -> report("uses " + found.name + ", which is not public"));
        }
    }

    private Optional<ClassNode> find(String name) {
        Optional<ClassNode> found = world.find(name);
        if (found.isEmpty()) {
            report("needs " + name + ", which is not there");
        }
        return found;
    }

    private void report(String what) {
        problems.add(type.name + " " + what);
    }

    private static boolean samePackage(String a, String b) {
        return a.substring(0, a.lastIndexOf('/') + 1).equals(b.substring(0, b.lastIndexOf('/') + 1));
    }

    private static String nest(String name) {
        return name.split("\\$", 2)[0];
    }
}

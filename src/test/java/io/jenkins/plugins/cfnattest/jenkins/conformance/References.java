package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What the code of a class refers to. */
final class References {
    sealed interface Reference {}

    record ToType(int opcode, String name) implements Reference {}

    record ToField(int opcode, String owner, String name, String descriptor) implements Reference {}

    record ToMethod(int opcode, String owner, String name, String descriptor, boolean ofInterface)
            implements Reference {}

    /** A lambda: {@code factory} returns the functional interface, whose method it implements. */
    record ToLambda(String factory, String method, String descriptor) implements Reference {}

    private final List<Reference> all = new ArrayList<>();

    private References() {}

    static List<Reference> of(ClassNode type) {
        References references = new References();
        for (MethodNode method : type.methods) {
            for (TryCatchBlockNode block : method.tryCatchBlocks) {
                if (block.type != null) {
                    references.all.add(new ToType(Opcodes.CHECKCAST, block.type));
                }
            }
            for (AbstractInsnNode instruction : method.instructions) {
                references.add(instruction);
            }
        }
        return references.all;
    }

    private void add(AbstractInsnNode instruction) {
        if (instruction instanceof TypeInsnNode to) {
            all.add(new ToType(to.getOpcode(), to.desc));
        } else if (instruction instanceof MultiANewArrayInsnNode to) {
            all.add(new ToType(to.getOpcode(), to.desc));
        } else if (instruction instanceof FieldInsnNode to) {
            all.add(new ToField(to.getOpcode(), to.owner, to.name, to.desc));
        } else if (instruction instanceof MethodInsnNode to) {
            all.add(new ToMethod(to.getOpcode(), to.owner, to.name, to.desc, to.itf));
        } else if (instruction instanceof LdcInsnNode to) {
            addConstant(to.cst);
        } else if (instruction instanceof InvokeDynamicInsnNode to) {
            addDynamic(to);
        }
    }

    private void addDynamic(InvokeDynamicInsnNode to) {
        addConstant(to.bsm);
        for (Object argument : to.bsmArgs) {
            addConstant(argument);
        }
        if (to.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
            all.add(new ToLambda(to.desc, to.name, ((Type) to.bsmArgs[0]).getDescriptor()));
        }
    }

    private void addConstant(Object constant) {
        if (constant instanceof Type to && (to.getSort() == Type.OBJECT || to.getSort() == Type.ARRAY)) {
            all.add(new ToType(Opcodes.LDC, to.getInternalName()));
        } else if (constant instanceof Handle to) {
            all.add(toHandle(to));
        }
    }

    /** A method handle, as the instruction it stands for (JVMS 5.4.3.5). */
    private static Reference toHandle(Handle to) {
        return switch (to.getTag()) {
            case Opcodes.H_GETFIELD -> new ToField(Opcodes.GETFIELD, to.getOwner(), to.getName(), to.getDesc());
            case Opcodes.H_GETSTATIC -> new ToField(Opcodes.GETSTATIC, to.getOwner(), to.getName(), to.getDesc());
            case Opcodes.H_PUTFIELD -> new ToField(Opcodes.PUTFIELD, to.getOwner(), to.getName(), to.getDesc());
            case Opcodes.H_PUTSTATIC -> new ToField(Opcodes.PUTSTATIC, to.getOwner(), to.getName(), to.getDesc());
            case Opcodes.H_INVOKESTATIC -> method(Opcodes.INVOKESTATIC, to);
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> method(Opcodes.INVOKESPECIAL, to);
            default -> method(Opcodes.INVOKEVIRTUAL, to);
        };
    }

    private static Reference method(int opcode, Handle to) {
        return new ToMethod(opcode, to.getOwner(), to.getName(), to.getDesc(), to.isInterface());
    }
}

package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class's generic signature in its parts (JVMS 4.7.9.1).
 *
 * @param typeParameters such as {@code <T:Ljava/lang/Object;>}, or empty
 * @param supertypes superclass and interfaces with their type arguments, by internal name
 */
record ClassSignature(String typeParameters, Map<String, String> supertypes) {
    static ClassSignature of(ClassNode type) {
        if (type.signature == null) {
            Map<String, String> raw = new LinkedHashMap<>();
            raw.put(type.superName, "L" + type.superName + ";");
            type.interfaces.forEach(each -> raw.put(each, "L" + each + ";"));
            return new ClassSignature("", raw);
        }
        String text = type.signature;
        int start = text.startsWith("<") ? end(text, 0, '>') : 0;
        Map<String, String> supertypes = new LinkedHashMap<>();
        for (int at = start; at < text.length(); ) {
            int end = end(text, at, ';');
            String each = text.substring(at, end);
            supertypes.put(raw(each), each);
            at = end;
        }
        return new ClassSignature(text.substring(0, start), supertypes);
    }

    /** The index after the first such character that stands outside all angle brackets it does not close itself. */
    private static int end(String text, int from, char stop) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            }
            if (c == stop && depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("Not a class signature: " + text);
    }

    /** {@code La/B<TT;>.C<TU;>;} names {@code a/B$C}. */
    private static String raw(String generic) {
        StringBuilder name = new StringBuilder();
        int depth = 0;
        for (char c : generic.substring(1, generic.length() - 1).toCharArray()) {
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                name.append(c == '.' ? '$' : c);
            }
        }
        return name.toString();
    }
}

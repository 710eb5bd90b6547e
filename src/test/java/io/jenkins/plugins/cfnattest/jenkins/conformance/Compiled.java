package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.objectweb.asm.tree.ClassNode;

/** Tiny classes, compiled for a test into a folder. */
record Compiled(Path folder) {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all: it knows the JDK's classes after the first time. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|enum) ([A-Z][A-Za-z]*)");

    /** Compiles whole source files, each named by its first type, against earlier results. */
    static Compiled of(Path folder, List<String> sources, Compiled... classPath) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Path file = folder.resolve(first(PACKAGE, source).replace('.', '/')).resolve(first(TYPE, source) + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source));
        }
        // Always named, since the file manager remembers the last one.
        String known = Stream.concat(Stream.of(folder), Stream.of(classPath).map(Compiled::folder))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("-proc:none", "-d", folder.toString(), "--class-path", known);
        StringWriter messages = new StringWriter();
        boolean done = COMPILER.getTask(messages, FILES, null, options, null, FILES.getJavaFileObjectsFromPaths(files))
                .call();
        if (!done) {
            throw new IllegalArgumentException("The test's own sources do not compile: " + messages);
        }
        return new Compiled(folder);
    }

    private static String first(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Expected " + pattern + " in: " + source);
        }
        return matcher.group(1);
    }

    /** These classes over the JDK. */
    World world() {
        return new World(ClassBytes.jdk().orElse(ClassBytes.folder(folder)));
    }

    ClassNode get(String name) {
        return world().find(name).orElseThrow();
    }

    /** All classes of these over the ones of the other, over the JDK. */
    World over(Compiled other) {
        return new World(ClassBytes.jdk().orElse(ClassBytes.folder(folder)).orElse(ClassBytes.folder(other.folder)));
    }
}

package io.jenkins.plugins.cfnattest.jenkins.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where class files come from, by internal name ({@code java/lang/Object}). */
@FunctionalInterface
interface ClassBytes {
    /** The class file, if there is one. */
    Optional<byte[]> find(String internalName);

    /** This source, and what it lacks from the other one. */
    default ClassBytes orElse(ClassBytes other) {
        return name -> find(name).or(() -> other.find(name));
    }

    /** The running JDK's own modules, nothing of the class path. */
    static ClassBytes jdk() {
        return name -> {
            try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** A folder of class files. */
    static ClassBytes folder(Path folder) {
        return name -> {
            Path file = folder.resolve(name + ".class");
            try {
                return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Jars, read at once; the first that has a class wins, as in a class loader. */
    static ClassBytes jars(List<Path> jars) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                        classes.putIfAbsent(
                                name.substring(0, name.length() - ".class".length()),
                                zip.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        return name -> Optional.ofNullable(classes.get(name));
    }
}

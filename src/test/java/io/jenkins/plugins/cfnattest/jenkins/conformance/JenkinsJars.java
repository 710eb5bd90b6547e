package io.jenkins.plugins.cfnattest.jenkins.conformance;

import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsDist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars that our plugin's class loader sees in a real Jenkins: the core's, its own, and those of the plugins its manifest
 * asks for, with theirs in turn. A class of any other plugin is not there for us, and so not here.
 */
final class JenkinsJars {
    private final Path folder;

    /** Unpacks into {@code folder}. */
    JenkinsJars(Path folder) {
        this.folder = folder;
    }

    /** The core and the servlet API that its container brings. */
    List<Path> core(JenkinsDist dist) throws IOException {
        return unpack(dist.war(), name -> isLibrary(name) || name.equals("executable/winstone.jar"));
    }

    /** What our .hpi bundles. */
    List<Path> own(Path hpi) throws IOException {
        return unpack(hpi, JenkinsJars::isLibrary);
    }

    /** The jars of the plugins that our .hpi depends on. */
    List<Path> dependencies(Path hpi, JenkinsDist dist) throws IOException {
        List<Path> jars = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<Path> todo = new ArrayDeque<>(List.of(hpi));
        while (!todo.isEmpty()) {
            for (String name : dependencies(todo.poll())) {
                Path plugin = dist.folder().resolve("plugins").resolve(name + ".jpi");
                if (Files.isRegularFile(plugin) && seen.add(name)) {
                    jars.addAll(unpack(plugin, JenkinsJars::isLibrary));
                    todo.add(plugin);
                }
            }
        }
        return jars;
    }

    private static boolean isLibrary(String name) {
        // bouncycastle-api keeps its libraries in optional-lib and puts them on the class path itself.
        return name.endsWith(".jar") && (name.startsWith("WEB-INF/lib/") || name.startsWith("WEB-INF/optional-lib/"));
    }

    /** Short names of the plugins that a plugin asks for, optional ones included. */
    private static List<String> dependencies(Path plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.toFile())) {
            Manifest manifest = jar.getManifest();
            String all = manifest == null ? null : manifest.getMainAttributes().getValue("Plugin-Dependencies");
            return all == null
                    ? List.of()
                    : List.of(all.split(",")).stream()
                            .map(each -> each.split(":", 2)[0].trim())
                            .toList();
        }
    }

    private List<Path> unpack(Path archive, Predicate<String> wanted) throws IOException {
        Path into = Files.createDirectories(folder.resolve(archive.getFileName()));
        List<Path> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(e -> wanted.test(e.getName())).toList()) {
                Path jar = into.resolve(Path.of(entry.getName()).getFileName());
                Files.copy(zip.getInputStream(entry), jar);
                jars.add(jar);
            }
        }
        return jars;
    }
}

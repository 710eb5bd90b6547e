package io.jenkins.plugins.cfnattest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HpiIT {
    private static final String OURS = "WEB-INF/lib/cfn-attestation.jar";

    /** What Jenkins and the plugins named in the manifest bring. */
    private static final List<String> PROVIDED = List.of(
            "com.cloudbees.hudson.plugins.folder.",
            "com.cloudbees.plugins.credentials.",
            "com.fasterxml.jackson.",
            "com.google.common.util.concurrent.",
            "edu.umd.cs.findbugs.annotations.",
            "hudson.",
            "jakarta.servlet.",
            "jenkins.",
            "net.sf.json.",
            "org.bouncycastle.",
            "org.jenkinsci.",
            "org.jvnet.localizer.",
            "org.kohsuke.",
            "org.slf4j.",
            "org.springframework.security.",
            "org.yaml.snakeyaml.");

    /** Of the AWS SDK: native code and event streams, which no call of ours reaches. */
    private static final List<String> UNUSED =
            List.of("software.amazon.awssdk.crt.", "software.amazon.awssdk.crtcore.", "software.amazon.eventstream.");

    private static final Pattern MISSING = Pattern.compile("-> (\\S+)\\s+not found");

    private final Path hpi = Path.of(System.getProperty("cfnattest.hpi"));

    @TempDir
    Path unpacked;

    @Test
    void bothManifestsNameThePlugin() throws IOException {
        try (JarFile outer = new JarFile(hpi.toFile())) {
            Manifest inner;
            try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(read(outer, OURS)))) {
                inner = jar.getManifest();
            }
            for (Manifest manifest : List.of(outer.getManifest(), inner)) {
                assertThat(manifest.getMainAttributes().getValue("Short-Name")).isEqualTo("cfn-attestation");
                assertThat(manifest.getMainAttributes().getValue("Plugin-Version"))
                        .isNotBlank();
                assertThat(manifest.getMainAttributes().getValue("Plugin-Dependencies"))
                        .contains("workflow-step-api:", "credentials:", "jackson2-api:");
            }
        }
    }

    @Test
    void holdsNeitherTheProgramNorDeclarationsOfJenkins() throws IOException {
        List<String> classes = new ArrayList<>();
        try (JarFile outer = new JarFile(hpi.toFile());
                JarInputStream jar = new JarInputStream(new ByteArrayInputStream(read(outer, OURS)))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".class")) {
                    classes.add(entry.getName());
                }
            }
        }
        assertThat(classes)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/jenkins/plugins/cfnattest/"))
                .noneMatch(name -> name.startsWith("io/jenkins/plugins/cfnattest/cli/"))
                .noneMatch(name -> name.startsWith("io/jenkins/plugins/cfnattest/service/"));
    }

    @Test
    void bundlesEveryClassThatItsJarsReferTo() throws IOException {
        List<String> jars = unpack();
        List<String> arguments = new ArrayList<>(
                List.of("-verbose:class", "--multi-release", "17", "-cp", String.join(File.pathSeparator, jars)));
        arguments.addAll(jars);
        StringWriter answer = new StringWriter();
        PrintWriter out = new PrintWriter(answer);

        ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, arguments.toArray(String[]::new));

        assertThat(answer.toString())
                .as("jdeps follows our references into the bundled jars")
                .containsPattern("io\\.jenkins\\.plugins\\.cfnattest\\.\\S+ +-> software\\.amazon\\.awssdk\\.");
        Set<String> missing = new TreeSet<>();
        for (Matcher match = MISSING.matcher(answer.toString()); match.find(); ) {
            missing.add(match.group(1));
        }
        missing.removeIf(name -> PROVIDED.stream().anyMatch(name::startsWith));
        missing.removeIf(name -> UNUSED.stream().anyMatch(name::startsWith));
        assertThat(missing).as("neither bundled nor provided by Jenkins").isEmpty();
    }

    private List<String> unpack() throws IOException {
        List<String> jars = new ArrayList<>();
        try (JarFile outer = new JarFile(hpi.toFile())) {
            for (ZipEntry entry :
                    outer.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
                Path target = unpacked.resolve(Path.of(entry.getName()).getFileName());
                Files.write(target, read(outer, entry.getName()));
                jars.add(target.toString());
            }
        }
        return jars;
    }

    private static byte[] read(JarFile jar, String name) throws IOException {
        assertThat(jar.getEntry(name)).as(name + " in " + jar.getName()).isNotNull();
        try (var stream = jar.getInputStream(jar.getEntry(name))) {
            return stream.readAllBytes();
        }
    }
}

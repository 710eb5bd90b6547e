package io.jenkins.plugins.cfnattest.jenkins.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsDist;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.ClassNode;

/** Holds the declarations of {@code src/jenkins-api} and our packaged classes against the class files of a real Jenkins. */
@InJenkins
class JenkinsApiConformanceIT {
    private static final Path DECLARATIONS = Path.of("src/jenkins-api");

    @TempDir
    private static Path temp;

    private static World given;
    private static Optional<World> oldest;
    private static List<ClassNode> declared;
    private static List<ClassNode> ours;

    @BeforeAll
    static void readClasses() throws IOException, URISyntaxException {
        JenkinsDist dist = JenkinsDist.given().orElseThrow();
        Path hpi = JenkinsDist.hpi();
        JenkinsJars jars = new JenkinsJars(temp);
        List<Path> core = jars.core(dist);
        List<Path> plugins = new ArrayList<>(jars.own(hpi));
        ours = classes(plugins.stream()
                .filter(jar -> jar.endsWith("cfn-attestation.jar"))
                .findFirst()
                .orElseThrow());
        plugins.addAll(jars.dependencies(hpi, dist));
        given = world(core, plugins);
        Optional<Path> baseline = JenkinsDist.property("jenkins.baseline");
        if (baseline.isPresent()) {
            List<Path> old =
                    core.stream().map(jar -> isCore(jar) ? baseline.get() : jar).toList();
            oldest = Optional.of(world(old, plugins));
        } else {
            oldest = Optional.empty();
        }
        declared = declarations();
    }

    private static boolean isCore(Path jar) {
        return jar.getFileName().toString().startsWith("jenkins-core-");
    }

    private static World world(List<Path> core, List<Path> plugins) throws IOException {
        return new World(ClassBytes.jdk().orElse(ClassBytes.jars(core)).orElse(ClassBytes.jars(plugins)));
    }

    @Test
    void declaresOnlyWhatIsReal() {
        assertThat(declared).isNotEmpty();
        assertThat(declarationDifferences(given)).isEmpty();
    }

    @Test
    void declaresOnlyWhatTheOldestCoreHas() {
        assumeTrue(oldest.isPresent(), "No jenkins-core jar of the oldest version given (-Djenkins.baseline=JAR).");
        assertThat(declarationDifferences(oldest.get())).isEmpty();
    }

    @Test
    void linksAgainstTheRealClasses() {
        assertThat(ours).extracting(type -> type.name).anyMatch(name -> name.contains("/plugin/"));
        assertThat(linkProblems(given)).isEmpty();
    }

    @Test
    void linksAgainstTheOldestCore() {
        assumeTrue(oldest.isPresent(), "No jenkins-core jar of the oldest version given (-Djenkins.baseline=JAR).");
        assertThat(linkProblems(oldest.get())).isEmpty();
    }

    private static List<String> declarationDifferences(World world) {
        return declared.stream()
                .flatMap(type -> DeclarationCheck.differences(type, world).stream())
                .toList();
    }

    private static List<String> linkProblems(World world) {
        Map<String, LinkCheck.Answer> answers = new LinkedHashMap<>();
        ours.forEach(type -> answers.put(type.name, LinkCheck.link(type, world)));
        int references =
                answers.values().stream().mapToInt(LinkCheck.Answer::references).sum();
        System.out.println(declared.size() + " declared types; " + ours.size() + " classes of ours with " + references
                + " references linked");
        return answers.values().stream()
                .flatMap(answer -> answer.problems().stream())
                .toList();
    }

    /** The class files that the test compilation made of the declarations. */
    private static List<ClassNode> declarations() throws IOException, URISyntaxException {
        Path compiled = Path.of(JenkinsApiConformanceIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<ClassNode> types = new ArrayList<>();
        for (Path source : filesEndingWith(DECLARATIONS, ".java")) {
            Path relative = DECLARATIONS.relativize(source);
            String name = relative.getFileName().toString().replace(".java", "");
            Path folder = compiled.resolve(relative).getParent();
            List<Path> files = filesEndingWith(folder, ".class").stream()
                    .filter(file -> file.getParent().equals(folder))
                    .filter(file -> file.getFileName().toString().matches(name + "(\\$.*)?\\.class"))
                    .toList();
            assertThat(files).as("class files of %s in %s", source, folder).isNotEmpty();
            for (Path file : files) {
                types.add(World.parse(Files.readAllBytes(file)));
            }
        }
        return types;
    }

    private static List<Path> filesEndingWith(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static List<ClassNode> classes(Path jar) throws IOException {
        List<ClassNode> types = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                types.add(World.parse(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return types;
    }
}

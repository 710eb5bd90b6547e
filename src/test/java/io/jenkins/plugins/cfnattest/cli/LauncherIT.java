package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user runs it, with a cache folder of its own. */
class LauncherIT {
    private static final Path JAR = Path.of(System.getProperty("cfnattest.jar"));
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Map<String, String> PREPARE = Map.of("CFN_ATTEST_PREPARE", "1");

    @TempDir
    private Path folder;

    private Path base;
    private Path cache;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void makeFolders() throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        base = Files.createDirectory(folder.resolve("with space"));
        cache = base.resolve("cfn-attest");
        Cli.write(folder, "bad one.yaml", Cli.FAILING);
    }

    private Ended run(Map<String, String> environment, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", base.toString());
        builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended launch(Map<String, String> environment, String... arguments) throws Exception {
        return run(environment, JAR.resolveSibling("cfn-attest"), arguments);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    @Test
    void answersAsTheJarDoesBeforeAndAfterItHasAnArchive() throws Exception {
        Ended plain = run(Map.of(), JAVA_HOME.resolve("bin/java"), "-jar", JAR.toString(), "scan", "bad one.yaml");

        assertThat(launch(PREPARE, "scan", "bad one.yaml")).isEqualTo(plain);
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).hasExtension("jsa").isNotEmptyFile());
        assertThat(launch(Map.of(), "scan", "bad one.yaml")).isEqualTo(plain);
        assertThat(plain.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(launch(Map.of(), "scan", "nowhere").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void makesAnArchiveThatJavaUses() throws Exception {
        launch(PREPARE, "--version");

        Ended shared = run(
                Map.of(),
                JAVA_HOME.resolve("bin/java"),
                "-XX:SharedArchiveFile=" + archives().get(0),
                "-Xshare:auto",
                "-Xlog:class+load",
                "-jar",
                JAR.toString(),
                "scan",
                "bad one.yaml");

        assertThat(shared.out().lines().filter(line -> line.contains("shared objects file (top)")))
                .anyMatch(line -> line.contains("io.jenkins.plugins.cfnattest.inspect.Scan "));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }

    /** Who may write into the folder could run code as its user. */
    @Test
    void usesNoFolderThatOthersMayWriteTo() throws Exception {
        Files.createDirectory(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(launch(PREPARE, "scan", "bad one.yaml").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(archives()).isEmpty();
    }

    /** Who may write above the folder could put another there after the check. */
    @Test
    void usesNoFolderThatOthersMayReplace() throws Exception {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(launch(PREPARE, "scan", "bad one.yaml").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(archives()).isEmpty();
    }

    /** A path that is not whole would lead into whatever folder the program is started in, such as a checkout. */
    @Test
    void usesNoFolderBelowTheCurrentOne() throws Exception {
        Path checkedOut = Files.createDirectories(folder.resolve("caches/cfn-attest"));
        Files.setPosixFilePermissions(checkedOut, PosixFilePermissions.fromString("rwx------"));

        assertThat(launch(Map.of("CFN_ATTEST_PREPARE", "1", "XDG_CACHE_HOME", "caches"), "scan", "bad one.yaml")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(checkedOut).isEmptyDirectory();
    }

    @Test
    void usesNoFolderBehindALink() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(cache, other);

        assertThat(launch(PREPARE, "scan", "bad one.yaml").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void passesOverAnArchiveThatDoesNotFit() throws Exception {
        Ended first = launch(PREPARE, "scan", "bad one.yaml");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        assertThat(launch(Map.of(), "scan", "bad one.yaml")).isEqualTo(first);
    }

    @Test
    void worksWithoutAFolderForArchives() throws Exception {
        assertThat(launch(Map.of("XDG_CACHE_HOME", "/dev/null"), "scan", "bad one.yaml"))
                .returns(ExitCode.REFUSED, Ended::exitCode)
                .returns("", Ended::err);
        assertThat(launch(Map.of("XDG_CACHE_HOME", "", "HOME", ""), "scan", "bad one.yaml"))
                .returns(ExitCode.REFUSED, Ended::exitCode)
                .returns("", Ended::err);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Ended noJar = launch(Map.of("CFN_ATTEST_JAR", "/no/such.jar"), "scan", "x");
        Ended noJava = launch(Map.of("JAVA_HOME", "/no/java"), "scan", "x");

        assertThat(List.of(noJar.exitCode(), noJava.exitCode())).containsOnly(ExitCode.FAILURE);
        assertThat(noJar.err()).contains("'/no/such.jar'").hasLineCount(1);
        assertThat(noJava.err()).contains("'/no/java/bin/java'").hasLineCount(1);
    }
}

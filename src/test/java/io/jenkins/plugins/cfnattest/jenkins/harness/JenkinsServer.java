package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Jenkins of our own: on a free port of the loopback, in a home of its own, with the plugins of the distribution and the
 * .hpi under test. It asks for a login; agents come in over its HTTP port only.
 */
public final class JenkinsServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final JenkinsDist dist;
    private final Path folder;
    private final String token;
    private final Process process;
    private final JenkinsClient client;

    private JenkinsServer(JenkinsDist dist, Path folder, String token, Process process, JenkinsClient client) {
        this.dist = dist;
        this.folder = folder;
        this.token = token;
        this.process = process;
        this.client = client;
    }

    /** Starts a Jenkins whose home and log stand in {@code folder}, which is emptied first, and waits until it answers. */
    public static JenkinsServer start(JenkinsDist dist, Path hpi, Path folder) {
        Path base = folder.toAbsolutePath();
        String token = apiToken();
        try {
            empty(base);
            install(dist, hpi, base.resolve("home"), token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launch(dist, base, token);
    }

    /** Ends this Jenkins and starts another in the same home. This one is of no use any more. */
    public JenkinsServer restart() {
        Processes.stop(process);
        return again();
    }

    /** The same, but this Jenkins has no time to store anything. */
    public JenkinsServer crash() {
        Processes.kill(process);
        return again();
    }

    private JenkinsServer again() {
        try {
            Files.delete(folder.resolve("port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launch(dist, folder, token);
    }

    private static JenkinsServer launch(JenkinsDist dist, Path base, String token) {
        Path log = base.resolve("jenkins.log");
        Path portFile = base.resolve("port");
        List<String> arguments = List.of(
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + base.resolve("tmp"),
                "-Djenkins.install.runSetupWizard=false",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.DNSMultiCast.disabled=true",
                "-Dwinstone.portFileName=" + portFile,
                "-jar",
                dist.war().toString(),
                "--httpListenAddress=127.0.0.1",
                "--httpPort=0");
        Map<String, String> environment =
                Map.of("JENKINS_HOME", base.resolve("home").toString());
        Process process = Processes.javaAgain(arguments, base, log, environment);
        try {
            URI url = Await.until("port of Jenkins", START, () -> port(process, portFile), () -> Processes.tail(log));
            JenkinsClient client = new JenkinsClient(url, "admin", token);
            Await.until("answer of Jenkins", START, () -> ready(process, client), () -> Processes.tail(log));
            client.script("jenkins.model.JenkinsLocationConfiguration.get().setUrl('" + url + "')");
            return new JenkinsServer(dist, base, token, process, client);
        } catch (RuntimeException | AssertionError e) {
            Processes.stop(process);
            throw e;
        }
    }

    private static Optional<URI> port(Process process, Path file) {
        requireAlive(process);
        try {
            String port = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return port.isEmpty() ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:" + port + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Boolean> ready(Process process, JenkinsClient client) {
        requireAlive(process);
        return client.answers("api/json") ? Optional.of(true) : Optional.empty();
    }

    private static void requireAlive(Process process) {
        if (!process.isAlive()) {
            throw new AssertionError("Jenkins ended at once with exit code " + process.exitValue()
                    + "; see target/jenkins/jenkins.log.");
        }
    }

    private static void install(JenkinsDist dist, Path hpi, Path home, String token) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        for (Path plugin : dist.plugins()) {
            Files.copy(plugin, plugins.resolve(plugin.getFileName()));
        }
        Files.copy(hpi, plugins.resolve("cfn-attestation.jpi"), StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectories(home.resolveSibling("tmp"));
        Path scripts = Files.createDirectories(home.resolve("init.groovy.d"));
        Files.writeString(scripts.resolve("security.groovy"), security(token));
    }

    /** One administrator with an API token; no agent port; builds start at once; an end when the test run ends, however it ends. */
    private static String security(String token) {
        return """
                import hudson.security.*
                import jenkins.model.*
                import jenkins.security.ApiTokenProperty

                ProcessHandle.of(%s).ifPresent { it.onExit().thenRun({ Runtime.runtime.halt(1) } as Runnable) }
                def jenkins = Jenkins.get()
                if (jenkins.securityRealm instanceof HudsonPrivateSecurityRealm) {
                    return
                }
                def realm = new HudsonPrivateSecurityRealm(false)
                def admin = realm.createAccount('admin', UUID.randomUUID().toString())
                admin.getProperty(ApiTokenProperty).addFixedNewToken('tests', '%s')
                jenkins.securityRealm = realm
                def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
                strategy.allowAnonymousRead = false
                jenkins.authorizationStrategy = strategy
                jenkins.numExecutors = 2
                jenkins.slaveAgentPort = -1
                jenkins.quietPeriod = 0
                jenkins.save()
                admin.save()
                """.formatted(Long.toString(ProcessHandle.current().pid()), token);
    }

    /** The form Jenkins demands: version 11, then 32 hexadecimal digits. */
    private static String apiToken() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return "11" + HexFormat.of().formatHex(random);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** Talks to this Jenkins as its administrator. */
    public JenkinsClient client() {
        return client;
    }

    /** Talks to this Jenkins as this user, who is made if he is new. */
    public JenkinsClient user(String name) {
        String secret = apiToken();
        client.script("""
                import jenkins.model.Jenkins
                import jenkins.security.ApiTokenProperty
                def user = hudson.model.User.getById('%s', false)
                if (user == null) {
                    user = Jenkins.get().securityRealm.createAccount('%s', UUID.randomUUID().toString())
                }
                user.getProperty(ApiTokenProperty).addFixedNewToken('tests', '%s')
                user.save()
                """.formatted(name, name, secret));
        return new JenkinsClient(client.url(), name, secret);
    }

    /** {@code JENKINS_HOME}. */
    public Path home() {
        return folder.resolve("home");
    }

    /** A folder beside the home for what a test needs. */
    public Path folder() {
        return folder;
    }

    /** What Jenkins itself logged. */
    public Path log() {
        return folder.resolve("jenkins.log");
    }

    /** Makes a pipeline job and answers it. */
    public Job pipeline(String name, String script) {
        return Job.create(this, name, script);
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}

package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.jenkins.harness.Await;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsDist;
import io.jenkins.plugins.cfnattest.jenkins.harness.Processes;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program's own {@code serve} in a process of its own, as a central service would run. */
final class RunningService implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("cfn-attest serves (http://\\S+)");

    private final SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private final SigningKey key2020 = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private final String token = Staging.word("token");
    private final Process process;
    private final URI address;

    private RunningService(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("key.pem"), key.toPem(Optional.empty()));
        Files.writeString(folder.resolve("key2020.pem"), key2020.toPem(Optional.empty()));
        Path jar = JenkinsDist.property("cfnattest.jar").orElseThrow();
        List<String> arguments = List.of(
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0",
                "--key",
                "key.pem",
                "--key-2020",
                "key2020.pem",
                "--token-env",
                "SERVICE_TOKEN");
        Path log = folder.resolve("service.log");
        process = Processes.java(arguments, folder, log, Map.of("SERVICE_TOKEN", token));
        try {
            address = Await.until(
                    "address of the service", Duration.ofMinutes(1), () -> address(log), () -> Processes.tail(log));
        } catch (AssertionError e) {
            Processes.stop(process);
            throw e;
        }
    }

    static RunningService in(Path folder) throws IOException {
        return new RunningService(folder);
    }

    private static Optional<URI> address(Path log) {
        try {
            Matcher matcher = ADDRESS.matcher(Files.readString(log));
            return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    String token() {
        return token;
    }

    SigningKey key() {
        return key;
    }

    SigningKey key2020() {
        return key2020;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}

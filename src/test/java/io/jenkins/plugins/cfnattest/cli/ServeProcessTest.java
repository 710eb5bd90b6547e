package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, as an operator runs it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeProcessTest {
    private static final String SERVES = "cfn-attest serves ";
    private static final String TOKEN = "a-token-nobody-guesses";
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private Process process;
    private final List<String> said = new ArrayList<>();
    private URI address;

    @BeforeEach
    void serve() throws IOException {
        Cli.keygen(folder, "attest");
        Cli.keygen(folder, "old");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port=0",
                "--key=" + folder.resolve("attest.key"),
                "--key-2020=" + folder.resolve("old.key"),
                "--token-env=SERVICE_TOKEN");
        builder.environment().put("SERVICE_TOKEN", TOKEN);
        builder.redirectErrorStream(true);
        process = builder.start();
        read("callers need the token");
        address = URI.create(said.stream()
                .filter(line -> line.startsWith(SERVES))
                .findFirst()
                .orElseThrow()
                .substring(SERVES.length()));
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    /** Reads what the process says until it says this. */
    private void read(String last) throws IOException {
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.contains(last)) {
                return;
            }
        }
        throw new IOException("It ended and said " + said);
    }

    private HttpResponse<String> post(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/cfn_nag/v1/signed_scan"))
                .POST(BodyPublishers.ofString(Cli.FAILING));
        return HttpClient.newHttpClient()
                .send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    @Test
    void saysWhereItIsAndServesUntilItIsToldToStop() throws Exception {
        String keys = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve("/v1/keys")).build(), BodyHandlers.ofString())
                .body();
        HttpResponse<String> stranger = post();
        HttpResponse<String> known = post("Authorization", "Bearer " + TOKEN);

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("\"results_encoded\":\"", "\"signature\":\"");
        assertThat(said.get(1)).contains("attestations are signed with key ");
        assertThat(keys).contains(said.get(1).replaceAll(".* ", ""), said.get(2).replaceAll(".* ", ""));

        // Unlike destroy() of the process itself, this leaves its output open.
        assertThat(process.toHandle().destroy()).isTrue();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM);
        said.addAll(process.inputReader().lines().toList());
        assertThat(said)
                .as("nothing but its own lines, and never the token")
                .hasSize(4)
                .noneMatch(line -> line.contains(TOKEN));
    }
}

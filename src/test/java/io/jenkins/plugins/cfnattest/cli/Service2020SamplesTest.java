package io.jenkins.plugins.cfnattest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against what the real service of 2020 answered, played back on the loopback. */
class Service2020SamplesTest {
    private static final Path SAMPLES = Path.of(System.getProperty("cfnattest.shared", "../shared"), "service-samples");

    @TempDir
    private Path folder;

    private HttpServer service;

    @BeforeEach
    void playBack() throws IOException {
        assumeThat(SAMPLES).as("the folder of samples, -Dcfnattest.shared").isDirectory();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/cfn_nag/v1/signed_scan", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] answer = Files.readAllBytes(SAMPLES.resolve("sample1.signed_scan.response.json"));
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        service.start();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.stop(0);
        }
    }

    private Cli.Answer attest(Path template) {
        return Cli.run(
                "attest",
                "--service",
                "http://127.0.0.1:" + service.getAddress().getPort(),
                "--service-protocol",
                "SERVICE_2020",
                "--service-key",
                SAMPLES.resolve("verify_key.b64"),
                "--output",
                folder.resolve("envelope.json"),
                template);
    }

    @Test
    void keepsAnEnvelopeThatVerifiesUnderAKeyOfItsOwnPurposeOnly() throws IOException {
        Path template = Files.copy(SAMPLES.resolve("sample1.request.body"), folder.resolve("t.yaml"));
        String pem = Files.readString(SAMPLES.resolve("verify_key.b64")).strip();
        Path right = Cli.write(folder, "right.yaml", "- {name: old, purpose: attest-2020, pem: '" + pem + "'}");
        Path wrong = Cli.write(folder, "wrong.yaml", "- {name: old, purpose: attest, pem: '" + pem + "'}");

        Cli.Answer attested = attest(template);
        Path envelope = folder.resolve("envelope.json");

        assertThat(attested.exitCode()).as(attested.err()).isZero();
        assertThat(Cli.run("verify", "--trusted-keys", right, "--template", template, envelope)
                        .exitCode())
                .isZero();
        assertThat(Cli.run("verify", "--trusted-keys", wrong, envelope).out()).contains("KEY_PURPOSE");
    }

    @Test
    void keepsNothingWhenTheAnswerIsAboutAnotherTemplate() throws IOException {
        Cli.Answer answer = attest(Cli.write(folder, "t.yaml", Cli.CLEAN));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(folder.resolve("envelope.json")).doesNotExist();
    }
}

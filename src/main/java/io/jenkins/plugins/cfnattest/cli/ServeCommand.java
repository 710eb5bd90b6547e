package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.app.RecordedAttester;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.service.AttestationService;
import io.jenkins.plugins.cfnattest.service.Callers;
import io.jenkins.plugins.cfnattest.service.DeploymentConfig;
import io.jenkins.plugins.cfnattest.service.ServiceConfig;
import io.jenkins.plugins.cfnattest.service.ServiceException;
import io.jenkins.plugins.cfnattest.service.ServiceKeys;
import io.jenkins.plugins.cfnattest.service.ServiceLimits;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Runs the service: inspects and signs over HTTP, also for clients of the service of 2020, and deploys what was signed"
                        + " (see docs/service.md). SIGTERM or Ctrl-C ends it.",
        footer = {
            "",
            "It deploys only with --targets, which needs --state; the policy, the trusted keys, the gate's key and the AWS profile are of use with it only."
                    + " With --record attestations are put on record too."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: " + ServiceConfig.LOOPBACK
                    + ", this machine only). Any other needs --callers or --token-env.")
    private String host = ServiceConfig.LOOPBACK;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on (default: " + ServiceConfig.DEFAULT_PORT + "); 0 takes a free one.")
    private int port = ServiceConfig.DEFAULT_PORT;

    @Mixin
    private KeyOptions key = new KeyOptions();

    @Option(
            names = "--key-2020",
            paramLabel = "FILE",
            description =
                    "Private key, Ed25519, that signs for clients of the service of 2020; never the same as --key. Without it they get no signatures.")
    private Path key2020;

    @Option(
            names = "--key-2020-passphrase-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the passphrase of --key-2020.")
    private String passphrase2020;

    @Option(
            names = "--validity",
            paramLabel = "DURATION",
            description = "How long attestations hold, such as P30D (default).")
    private Duration validity = Duration.ofDays(30);

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds a token for attestations, whoever shows it.")
    private String tokenVariable;

    @Option(
            names = "--callers",
            paramLabel = "FILE",
            description =
                    "YAML list of callers, each with name, tokenSha256 (see 'keygen --token') and roles: attest, deploy, approve, read.")
    private Path callersFile;

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private DeploymentOptions deployments = new DeploymentOptions();

    @Override
    public Integer call() throws CliException, LedgerException, InterruptedException {
        ServiceKeys keys = keys();
        Callers callers = callersFile == null ? Callers.none() : CallersFile.read(callersFile);
        Optional<DeploymentConfig> deploys = deployments.read(spec.commandLine().getParseResult(), record);
        try (AttestationService service = start(keys, callers, deploys)) {
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
            tell(service, keys, callers, deploys);
            new CountDownLatch(1).await();
        }
        return ExitCode.FINE;
    }

    private AttestationService start(ServiceKeys keys, Callers callers, Optional<DeploymentConfig> deploys)
            throws CliException, LedgerException {
        try {
            ServiceConfig config = new ServiceConfig(host, port, token(), callers, ServiceLimits.standard());
            return AttestationService.start(config, keys, attester(keys.attest()), Clock.systemUTC(), deploys);
        } catch (IllegalArgumentException | ServiceException e) {
            throw CliException.usage(e);
        }
    }

    private Attester attester(Signer signer) throws CliException, LedgerException {
        Attester attester = new LocalAttester(Catalogue.all(), signer, validity, Clock.systemUTC());
        Optional<Recorder> recorder = record.recorder();
        return recorder.isPresent() ? new RecordedAttester(attester, recorder.get()) : attester;
    }

    private ServiceKeys keys() throws CliException {
        Signer attest = key.read();
        if (key2020 == null && passphrase2020 != null) {
            throw CliException.usage(
                    "--key-2020-passphrase-env is of use with --key-2020 only. Name the key, or leave it out.");
        }
        Optional<Signer> old = key2020 == null ? Optional.empty() : Optional.of(readKey2020());
        try {
            return new ServiceKeys(attest, old);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    private Signer readKey2020() throws CliException {
        Optional<char[]> passphrase = variable("--key-2020-passphrase-env", passphrase2020, "passphrase")
                .map(String::toCharArray);
        try {
            return SigningKey.parse(InputFile.text(key2020, "private key", InputFile.KEY_LIMIT), passphrase);
        } catch (KeyException e) {
            throw CliException.usage(key2020 + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> token() throws CliException {
        return variable("--token-env", tokenVariable, "token");
    }

    /** Secrets come from the environment, never from the command line, which other users of the machine can read. */
    private static Optional<String> variable(String option, String variable, String what) throws CliException {
        if (variable == null) {
            return Optional.empty();
        }
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw CliException.usage(option + " names the environment variable '" + variable
                    + "', but it is not set or empty. Set it to the " + what + ".");
        }
        return Optional.of(value);
    }

    private void tell(
            AttestationService service, ServiceKeys keys, Callers callers, Optional<DeploymentConfig> deploys) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("cfn-attest serves " + service.address());
        err.println("  attestations are signed with key "
                + keys.attest().verificationKey().keyId());
        err.println(keys.attest2020()
                .map(signer -> "  answers for clients of 2020 are signed with key "
                        + signer.verificationKey().keyId())
                .orElse("  answers for clients of 2020 are not signed: there is no --key-2020"));
        deploys.ifPresent(config -> {
            err.println("  deploys to the targets "
                    + config.targets().stream()
                            .map(target -> target.scope().name())
                            .toList());
            if (config.signer().isEmpty()) {
                err.println("  decisions are not signed, and nobody can let a refusal pass: there is no --gate-key");
            }
        });
        boolean asked = tokenVariable != null || !callers.all().isEmpty();
        err.println(
                asked
                        ? "  callers need "
                                + (callers.all().isEmpty() ? "the" : "a")
                                + " token; it travels in the clear, so others should come through a proxy with https"
                        : "  callers are not asked for a token, and only this machine is served");
        err.flush();
    }
}

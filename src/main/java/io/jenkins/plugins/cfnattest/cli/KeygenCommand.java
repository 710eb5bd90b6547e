package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key pair. */
@Command(
        name = "keygen",
        description =
                "Makes a key pair: the private key signs attestations, the public key goes to everyone who verifies.")
final class KeygenCommand implements Callable<Integer> {
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom source = new SecureRandom();

    @Option(names = "--algorithm", paramLabel = "NAME", description = "ED25519 (default), ECDSA_P256 or ECDSA_P384.")
    private Algorithm algorithm = Algorithm.ED25519;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            description = "Where the private key goes (default: attest.key).")
    private Path privateKey = Path.of("attest.key");

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Where the public key goes (default: attest.pub).")
    private Path publicKey = Path.of("attest.pub");

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description =
                    "Make a token for a caller of the service in place of a key pair: it goes into this file, its SHA-256 is printed.")
    private Path token;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException {
        if (token != null) {
            return token();
        }
        requireFree(privateKey);
        requireFree(publicKey);
        if (absolute(privateKey).equals(absolute(publicKey))) {
            throw CliException.usage("--private-key and --public-key both name '" + privateKey
                    + "', and the second key would take the first one's place. Name two files.");
        }
        SigningKey key = SigningKey.generate(algorithm, source);
        write(key, key.toPem(passphrase.read()));
        report(key);
        return ExitCode.FINE;
    }

    private static void requireFree(Path file) throws CliException {
        if (Files.exists(file)) {
            throw CliException.usage("'" + file
                    + "' exists already, and a key is never overwritten. Move it away, or name another file.");
        }
    }

    /** The token itself is shown to nobody: terminals and logs remember. */
    private int token() throws CliException {
        for (String option : List.of("--algorithm", "--private-key", "--public-key", "--passphrase-env")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw CliException.usage(
                        option + " is about a key pair, and --token makes none. Leave one of them out.");
            }
        }
        requireFree(token);
        byte[] random = new byte[TOKEN_BYTES];
        source.nextBytes(random);
        Bytes made = Bytes.utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        try {
            OutputFile.writeSecret(token, made);
        } catch (IOException e) {
            throw CliException.usage(e);
        }
        String digest = Digest.of(made).hex();
        if (output.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("token", token.toString());
            answer.put("tokenSha256", digest);
            output.console().print(Json.pretty(answer));
        } else {
            output.console().print("token        " + token + "  (readable by you only; keep it secret)");
            output.console().print("tokenSha256  " + digest);
        }
        return ExitCode.FINE;
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Both files or none: a private key whose public half is lost is of no use, and would stand in the way of the next try. */
    private void write(SigningKey key, String pem) throws CliException {
        try {
            OutputFile.write(publicKey, Bytes.utf8(key.verificationKey().toPem()));
            try {
                OutputFile.writeSecret(privateKey, Bytes.utf8(pem));
            } catch (IOException e) {
                Files.deleteIfExists(publicKey);
                throw e;
            }
        } catch (IOException e) {
            throw CliException.usage(e);
        }
    }

    private void report(SigningKey key) {
        Console console = output.console();
        String keyId = key.verificationKey().keyId().hex();
        if (output.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("algorithm", algorithm.name());
            answer.put("keyId", keyId);
            answer.put("privateKey", privateKey.toString());
            answer.put("publicKey", publicKey.toString());
            console.print(Json.pretty(answer));
            return;
        }
        console.print("private key  " + privateKey + "  (readable by you only; keep it secret)");
        console.print("public key   " + publicKey);
        console.print("key id       " + keyId);
    }
}

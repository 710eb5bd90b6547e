package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs commands of the program in this process, and makes what they work on. */
final class Cli {
    /** A template without any finding. */
    static final String CLEAN = """
            Parameters:
              Env: {Type: String, Default: test}
            Resources:
              Inbox:
                Type: AWS::SQS::Queue
                Properties:
                  KmsMasterKeyId: alias/aws/sqs
                  Tags: [{Key: env, Value: !Ref Env}]
            """;

    /** A template with a warning. */
    static final String WARNING = "Resources:\n  Inbox:\n    Type: AWS::SQS::Queue\n";

    /** A template with a failing violation. */
    static final String FAILING =
            "Resources:\n  Disk:\n    Type: AWS::EC2::Volume\n    Properties: {AvailabilityZone: a, KmsKeyId: k}\n";

    /** A target for the stack {@code web}. */
    static final String TARGET = """
            name: staging
            account: '111122223333'
            defaultRegion: eu-central-1
            rules:
              - {jobs: 'command-line/*', stacks: 'web*'}
            """;

    private Cli() {}

    /** What a command said and how it ended. */
    record Answer(int exitCode, String out, String err) {}

    static Answer run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static Path write(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** Makes {@code NAME.key} and {@code NAME.pub} in the folder. */
    static void keygen(Path folder, String name) {
        Answer answer = run(
                "keygen",
                "--private-key",
                folder.resolve(name + ".key"),
                "--public-key",
                folder.resolve(name + ".pub"));
        if (answer.exitCode() != ExitCode.FINE) {
            throw new IllegalStateException(answer.err());
        }
    }

    /** Attests a template with the key {@code attest.key} of the folder, which is made if needed. */
    static Path attested(Path folder, String template) throws IOException {
        if (!Files.exists(folder.resolve("attest.key"))) {
            keygen(folder, "attest");
        }
        Path file = write(folder, "template.yaml", template);
        Path envelope = folder.resolve("template.intoto.json");
        Answer answer = run("attest", "--key", folder.resolve("attest.key"), "--output", envelope, file);
        if (answer.exitCode() != ExitCode.FINE) {
            throw new IllegalStateException(answer.err());
        }
        return envelope;
    }

    static Bytes bytes(Path file) throws IOException {
        return Bytes.of(Files.readAllBytes(file));
    }
}

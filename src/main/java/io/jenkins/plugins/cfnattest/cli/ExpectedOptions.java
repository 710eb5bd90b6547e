package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.VerifySigned.Expected;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a decision, a verification summary or a waiver has to speak of. */
final class ExpectedOptions {
    @Option(names = "--gate-id", paramLabel = "URI", description = "Decisions and summaries: the gate that decided.")
    private String gate;

    @Option(
            names = "--stack-arn",
            paramLabel = "ARN",
            description = "Decisions and summaries: the stack, arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME.")
    private String stack;

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            description = "Decisions, summaries and others: made at most so long ago, such as P7D.")
    private Duration maxAge;

    /** {@code template} and {@code policy}: those it has to be about, if they are named. */
    Expected read(Optional<Bytes> template, Optional<Digest> policy) {
        return new Expected(
                template.map(Digest::of),
                Optional.ofNullable(gate),
                Optional.ofNullable(stack),
                policy,
                Optional.ofNullable(maxAge));
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionNames;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps signed decisions as files, before they go on record and before anything follows from them. None takes another's place. */
final class DecisionFiles {
    private final Path folder;
    private int number = 1;
    private Optional<Kept> kept = Optional.empty();

    DecisionFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The files of one decision.
     *
     * @param decision the decision's envelope
     * @param summary the envelope of the verification summary, if there is one
     */
    record Kept(Path decision, Optional<Path> summary) {}

    /** What was kept last. */
    Optional<Kept> kept() {
        return kept;
    }

    /** Keeps each decision first, then puts it on record. */
    DecisionLog before(DecisionLog record) {
        return new DecisionLog() {
            @Override
            public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
                    throws DeploymentException {
                if (signed.isPresent()) {
                    kept = Optional.of(keep(decision, signed.get()));
                }
                record.decided(decision, signed, action);
            }

            @Override
            public void ended(Decision.Allowed decision, Optional<SignedDecision> signed, DeploymentEnd end)
                    throws DeploymentException {
                record.ended(decision, signed, end);
            }
        };
    }

    /** Signs how a deployment ended, and keeps that beside its decision. */
    EndSigner ends(DecisionSigner signer) {
        return (decision, signed, end) -> {
            Bytes envelope = signer.deployment(
                    decision,
                    signed,
                    end.stackId(),
                    end.changeSet(),
                    end.result().name(),
                    end.status());
            try {
                OutputFile.write(file(decision, DecisionNames.DEPLOYMENT), envelope);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "The deployment has ended, but its signed end could not be kept in '" + folder + "'. "
                                + e.getMessage(),
                        e);
            }
            return envelope;
        };
    }

    private Kept keep(Decision decision, SignedDecision signed) throws DeploymentException {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            while (Files.exists(file(decision, DecisionNames.DECISION))) {
                number++;
            }
            Path main = file(decision, DecisionNames.DECISION);
            OutputFile.write(main, signed.decision());
            Optional<Path> summary = Optional.empty();
            if (signed.summary().isPresent()) {
                summary = Optional.of(file(decision, DecisionNames.SUMMARY));
                OutputFile.write(summary.get(), signed.summary().get());
            }
            return new Kept(main, summary);
        } catch (IOException e) {
            throw new DeploymentException(
                    "The signed decision could not be kept in '" + folder + "', so nothing follows from it. "
                            + e.getMessage() + " Name a folder that can be written with --decision-dir.",
                    e);
        }
    }

    private Path file(Decision decision, String end) {
        return folder.resolve(DecisionNames.base(decision, number) + end);
    }
}

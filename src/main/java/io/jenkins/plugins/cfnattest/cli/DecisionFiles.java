package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionNames;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
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
    private Optional<Permit> permit = Optional.empty();
    private Optional<Bytes> envelope = Optional.empty();
    private Optional<Path> end = Optional.empty();
    private boolean endKept;

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

    /** The end that was kept last, if it was signed. */
    Optional<Path> end() {
        return end;
    }

    /** Whether how the deployment ended was kept wherever it belongs. */
    boolean isEndKept() {
        return endKept;
    }

    /** What is to be stored before this is executed, for whoever has to watch it again. */
    RunningFile.Started started(Running running, Optional<String> record) {
        return new RunningFile.Started(
                running,
                permit.orElseThrow(() -> new IllegalStateException("Nothing is executed that was not allowed.")),
                envelope,
                record);
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
                permit = decision instanceof Decision.Allowed allowed
                        ? Optional.of(Permit.of(allowed, signed))
                        : Optional.empty();
                envelope = signed.map(SignedDecision::decision);
            }

            @Override
            public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
                endKept = false;
                record.ended(permit, end);
                endKept = true;
            }
        };
    }

    /** Signs how a deployment ended, and keeps that beside its decision; one that ended before (unseen, say) keeps its place. */
    EndSigner ends(DecisionSigner signer) {
        return keeping(signer::deployment);
    }

    /** Keeps what this signs beside its decision. */
    EndSigner keeping(EndSigner signer) {
        return (permit, how) -> {
            Bytes signed = signer.sign(permit, how);
            try {
                Files.createDirectories(folder.toAbsolutePath());
                // Two at once would take the same number.
                synchronized (DecisionFiles.class) {
                    Path place = place(permit);
                    OutputFile.write(place, signed);
                    end = Optional.of(place);
                }
            } catch (IOException e) {
                throw new IllegalStateException(
                        "The deployment has ended, but its signed end could not be kept in '" + folder + "'. "
                                + e.getMessage(),
                        e);
            }
            return signed;
        };
    }

    private Kept keep(Decision decision, SignedDecision signed) throws DeploymentException {
        // Two at once would take the same number.
        synchronized (DecisionFiles.class) {
            return keepAlone(decision, signed);
        }
    }

    private Kept keepAlone(Decision decision, SignedDecision signed) throws DeploymentException {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            while (Files.exists(file(decision, DecisionNames.DECISION))
                    || Files.exists(file(decision, DecisionNames.DEPLOYMENT))) {
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

    /** Beside the decision that it names; where that is not here, or has an end already, under the next free number. */
    private Path place(Permit permit) throws IOException {
        for (int one = 1; ; one++) {
            Path decision = folder.resolve(DecisionNames.base(permit, one) + DecisionNames.DECISION);
            Path place = folder.resolve(DecisionNames.base(permit, one) + DecisionNames.DEPLOYMENT);
            if (!Files.exists(place)
                    && (!Files.exists(decision) || permit.decision().equals(digest(decision)))) {
                return place;
            }
        }
    }

    private static Optional<Digest> digest(Path decision) throws IOException {
        try {
            return Optional.of(
                    EnvelopeJson.read(Bytes.of(Files.readAllBytes(decision))).attestationDigest());
        } catch (EnvelopeException e) {
            // Somebody else's file.
            return Optional.empty();
        }
    }
}

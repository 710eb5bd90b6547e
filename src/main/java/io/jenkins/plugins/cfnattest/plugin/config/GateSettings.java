package io.jenkins.plugins.cfnattest.plugin.config;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Product;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.app.SignedEnds;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.FolderRecord;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogKey;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.keys.SigningKeyCredential;
import io.jenkins.plugins.cfnattest.plugin.keys.SystemCredentials;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the gate has of its own: policies, the key of its decisions, and the record. Checked when it is saved and made anew on each use.
 *
 * @param gateKey id of the credential that signs decisions; empty: they are not signed
 * @param gate the gate's URI
 * @param recordFolder the record's folder on the controller; empty: there is none
 * @param recordKey id of the credential that signs the record
 */
record GateSettings(List<PolicyEntry> policies, String gateKey, String gate, String recordFolder, String recordKey) {
    private static final String GATE = "the gate's key";
    private static final String RECORD = "the record's key";

    /** A record remembers what it has seen as long as this process lives: so a log that was exchanged is noticed. */
    private static final Map<Known, FolderRecord> RECORDS = new ConcurrentHashMap<>();

    GateSettings {
        policies = List.copyOf(policies);
    }

    private record Known(Path folder, LogKey key) {}

    /** Says what is wrong, if anything. */
    void check(TrustedKeys trusted, List<ControllerKey> attesting, List<TargetEntry> targets) throws SettingException {
        Names.checkAll("policy", policies);
        for (TargetEntry target : targets) {
            checkPolicy(target);
        }
        if (!gateKey.isEmpty()) {
            gateSigningKey(trusted, attesting);
        }
        checkRecord(trusted, attesting);
    }

    private void checkPolicy(TargetEntry target) throws SettingException {
        try {
            policy(target.getPolicy());
        } catch (SettingException e) {
            throw new SettingException(
                    "The target '" + target.getName() + "' names a policy that cannot be used: " + e.getMessage(), e);
        }
    }

    /** The key of the gate, which signs nothing else; {@link #gateKey} is not empty. */
    SigningKey gateSigningKey(TrustedKeys trusted, List<ControllerKey> attesting) throws SettingException {
        return requireOwn(GATE, gateKey, Purpose.DECISION, trusted, attesting);
    }

    /** The key of the record, once everything about the record is right; absent where there is no record. */
    Optional<SigningKey> checkRecord(TrustedKeys trusted, List<ControllerKey> attesting) throws SettingException {
        if (recordFolder.isEmpty() != recordKey.isEmpty()) {
            throw new SettingException(
                    "A record has a folder and a key of its own, but only one of them is set: folder '" + recordFolder
                            + "', key '" + recordKey + "'. Set both or clear both.");
        }
        if (recordFolder.isEmpty()) {
            return Optional.empty();
        }
        SigningKey own = requireOwn(RECORD, recordKey, Purpose.LOG, trusted, attesting);
        if (recordKey.equals(gateKey)
                || !gateKey.isEmpty()
                        && own.verificationKey().equals(key(gateKey, GATE).verificationKey())) {
            throw new SettingException(
                    "The gate and the record sign with keys of their own, but this is one key. Make another one.");
        }
        checkFolder(recordFolder);
        try {
            LogView.open(folder(), TrustedLogs.only(logSigner().key()));
        } catch (LedgerException e) {
            throw unusable(e);
        }
        return Optional.of(own);
    }

    /** Says what is wrong with the folder by itself, if there is one. */
    static void checkFolder(String recordFolder) throws SettingException {
        if (recordFolder.isEmpty()) {
            return;
        }
        Path folder = folder(recordFolder);
        if (!Files.isDirectory(folder)) {
            throw new SettingException("There is no folder '" + recordFolder
                    + "' on the controller for the record. Make it with 'cfn-attest log init'.");
        }
        if (!Files.isWritable(folder)) {
            throw new SettingException("The user that Jenkins runs as may not write to the record's folder '"
                    + recordFolder + "'. Make it the owner of the folder.");
        }
    }

    /** Says what is wrong with the credential by itself, if one is named. */
    static void checkKey(String what, String credentialsId) throws SettingException {
        if (!credentialsId.isEmpty()) {
            key(credentialsId, what);
        }
    }

    /** A key that signs decisions or the record signs no attestations: with one key for both, one signature could be shown for the other. */
    private static SigningKey requireOwn(
            String what, String credentialsId, Purpose purpose, TrustedKeys trusted, List<ControllerKey> attesting)
            throws SettingException {
        SigningKey own = key(credentialsId, what);
        requireOwn(what, own, purpose, trusted);
        for (ControllerKey other : attesting) {
            if (other.signingKey().verificationKey().equals(own.verificationKey())) {
                throw new SettingException("The key '" + other.getName() + "' signs attestations, and " + what
                        + " must sign nothing else than its own. Make another key.");
            }
        }
        return own;
    }

    static void requireOwn(String what, SigningKey own, Purpose purpose, TrustedKeys trusted) throws SettingException {
        var other = trusted.byKeyId(own.verificationKey().keyId().hex());
        if (other.isPresent() && other.get().purpose() != purpose) {
            throw new SettingException("The key '" + other.get().name() + "' is trusted for '"
                    + other.get().purpose().word() + "', and " + what
                    + " must sign nothing of that kind. Make another key.");
        }
    }

    /** The policy with this name; the default policy where none is named. */
    Policy policy(String name) throws SettingException {
        return name.isEmpty()
                ? Policy.standard()
                : Names.find("policy", policies, name).policy();
    }

    /** Signs decisions; absent where the gate has no key. */
    Optional<DecisionSigner> signer(TrustedKeys trusted, List<ControllerKey> attesting) throws SettingException {
        if (gateKey.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DecisionSigner(gateSigningKey(trusted, attesting), gate, Product.version()));
    }

    /** The record as the gate asks it; absent where there is none. */
    Optional<RecordLookup> record() throws SettingException {
        if (recordFolder.isEmpty()) {
            return Optional.empty();
        }
        LogKey key = logSigner().key();
        return Optional.of(RECORDS.computeIfAbsent(
                new Known(folder(), key), known -> new FolderRecord(known.folder(), TrustedLogs.only(known.key()))));
    }

    /** Where decisions and ends are put on record; nowhere where there is no record. */
    DecisionLog log(Optional<EndSigner> ends) throws SettingException {
        if (recordFolder.isEmpty()) {
            return ends.map(signer -> (DecisionLog) new SignedEnds(signer)).orElse(DecisionLog.none());
        }
        return recorder(ends);
    }

    /** Puts attestations on record; absent where there is no record. */
    Optional<Recorder> recorder() throws SettingException {
        return recordFolder.isEmpty() ? Optional.empty() : Optional.of(recorder(Optional.empty()));
    }

    private Recorder recorder(Optional<EndSigner> ends) throws SettingException {
        return new Recorder(folder(), logSigner(), new SecureRandom(), Clock.systemUTC(), ends, new WriterTurn());
    }

    private Path folder() throws SettingException {
        return folder(recordFolder);
    }

    private static Path folder(String recordFolder) throws SettingException {
        try {
            Path folder = Path.of(recordFolder).normalize();
            if (folder.isAbsolute()) {
                return folder;
            }
            throw new SettingException(
                    "The record's folder should be an absolute path on the controller, but is '" + recordFolder + "'.");
        } catch (InvalidPathException e) {
            throw new SettingException("The record's folder '" + recordFolder + "' is no path: " + e.getMessage(), e);
        }
    }

    private LogSigner logSigner() throws SettingException {
        try {
            return new LogSigner(LogSigner.claimedOrigin(folder()), key(recordKey, RECORD));
        } catch (LedgerException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private SettingException unusable(Exception e) {
        return new SettingException(
                "The record in '" + recordFolder + "' cannot be used: " + e.getMessage()
                        + " Make it with 'cfn-attest log init'.",
                e);
    }

    static SigningKey key(String credentialsId, String what) throws SettingException {
        try {
            return SystemCredentials.find(SigningKeyCredential.class, credentialsId, what)
                    .signingKey();
        } catch (KeyException e) {
            throw new SettingException(what + " cannot be used: " + e.getMessage(), e);
        }
    }
}

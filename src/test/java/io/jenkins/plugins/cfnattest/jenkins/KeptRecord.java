package io.jenkins.plugins.cfnattest.jenkins;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.EventDocument;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogEvents;
import io.jenkins.plugins.cfnattest.ledger.LogKey;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record that the controller is configured to keep, with a key of its own. It is read as anybody reads one. */
final class KeptRecord {
    private final Path folder;
    private final LogSigner signer;

    private KeptRecord(Path folder, LogSigner signer) {
        this.folder = folder;
        this.signer = signer;
    }

    /**
     * What stands there.
     *
     * @param facts of its event document
     */
    record Item(Entry entry, Map<String, String> facts) {
        Item {
            facts = Map.copyOf(facts);
        }

        String type() {
            return entry.type().word();
        }
    }

    /** Makes an empty one in this folder, and lets the controller keep it. */
    static KeptRecord in(Path folder, JenkinsServer jenkins) throws LedgerException {
        SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        KeptRecord record = new KeptRecord(folder, new LogSigner("example.com/record", key));
        LogWriter.create(folder, record.signer);
        jenkins.client()
                .script("""
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import io.jenkins.plugins.cfnattest.plugin.config.*
                import io.jenkins.plugins.cfnattest.plugin.keys.*
                def store = SystemCredentialsProvider.instance
                store.domainCredentialsMap[Domain.global()].add(new SigningKeyCredential(
                    CredentialsScope.SYSTEM, 'record-key', '', Secret.fromString(%s), Secret.fromString(''), ''))
                store.save()
                def configuration = CfnAttestationConfiguration.get()
                configuration.recordFolder = %s
                configuration.recordKey = 'record-key'
                """.formatted(Staging.groovy(key.toPem(Optional.empty())), Staging.groovy(folder.toString())));
        return record;
    }

    Path folder() {
        return folder;
    }

    LogKey key() {
        return signer.key();
    }

    /** Puts an attestation on record that somebody else made. */
    void add(Attestation attestation) throws LedgerException {
        new Recorder(folder, signer, new SecureRandom(), Clock.systemUTC())
                .attestation(attestation, "bucket.yaml", "somebody");
    }

    /** Holds the record, as another process that writes does. */
    LogWriter hold() throws LedgerException {
        return LogWriter.open(folder, signer);
    }

    /** All of it, oldest first, verified. */
    List<Item> items() throws LedgerException {
        LogView view = LogView.open(folder, TrustedLogs.only(key()));
        LogEvents events = LogEvents.of(view);
        List<Item> items = new ArrayList<>();
        view.scan((index, entry) -> items.add(new Item(
                entry, events.document(index, entry).map(EventDocument::facts).orElseThrow())));
        return items;
    }
}

package io.jenkins.plugins.cfnattest.plugin.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/** The artifacts of one build, through its artifact manager, wherever that keeps them. */
public final class BuildArtifacts {
    private static final String STAGED = "artifact";

    private final Run<?, ?> run;

    public BuildArtifacts(Run<?, ?> run) {
        this.run = run;
    }

    /** Archives the bytes under this path. They come from a private folder of the controller, so no agent can change them on the way. */
    public void archive(String path, Bytes content, TaskListener listener) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cfn-attestation-");
        try {
            Files.write(folder.resolve(STAGED), content.toArray());
            Map<String, String> artifacts = new HashMap<>(Map.of(path, STAGED));
            run.pickArtifactManager()
                    .archive(
                            new FilePath(folder.toFile()),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            artifacts);
        } finally {
            new FilePath(folder.toFile()).deleteRecursive();
        }
    }

    /** Whether there is a file under this path. */
    public boolean has(String path) throws IOException {
        return run.getArtifactManager().root().child(path).isFile();
    }

    /**
     * The bytes of an envelope under this path of this build. Anybody who may run a pipeline may have put them there: nothing about them is
     * known before verification.
     *
     * @throws AbortException when there is no such file, or it is larger than an envelope can be
     */
    public Bytes envelope(String path) throws IOException {
        VirtualFile file = run.getArtifactManager().root().child(path);
        if (!file.isFile()) {
            throw new AbortException(
                    "This build has no artifact '" + path
                            + "'. The attestation should be what cfnNagAttest returned in this build, its digest, or the path of its artifact.");
        }
        try (InputStream in = file.open()) {
            byte[] content = in.readNBytes(EnvelopeJson.LIMIT + 1);
            if (content.length > EnvelopeJson.LIMIT) {
                throw new AbortException("The artifact '" + path + "' is larger than an envelope can be ("
                        + EnvelopeJson.LIMIT + " bytes).");
            }
            return Bytes.of(content);
        }
    }

    /** Records the fingerprint of the bytes, so that builds that used the same file can be found. */
    public void fingerprint(String name, Bytes content, boolean madeHere) throws IOException {
        String digest = Util.getDigestOf(new ByteArrayInputStream(content.toArray()));
        Jenkins.get()
                .getFingerprintMap()
                .getOrCreate(madeHere ? run : null, name, digest)
                .addFor(run);
        Map<String, String> records = new HashMap<>(Map.of(name, digest));
        synchronized (run) {
            FingerprintAction action = run.getAction(FingerprintAction.class);
            if (action == null) {
                run.addAction(new FingerprintAction(run, records));
            } else {
                action.add(records);
            }
        }
    }
}

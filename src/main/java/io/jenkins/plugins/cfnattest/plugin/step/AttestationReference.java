package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.plugin.run.AttestationAction;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which attestation of this build a pipeline means. It only chooses: what the attestation says is read from the envelope alone, after its
 * signature is verified.
 *
 * @param artifact path among the artifacts of this build
 * @param digest the attestation digest the envelope must have, if the pipeline named one
 */
record AttestationReference(String artifact, Optional<Digest> digest) {
    private static final String DIGEST_NAME = "attestationDigest";
    private static final String ARTIFACT = "artifact";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String EXPECTED =
            "attestation should be what cfnNagAttest returned, an attestation digest, or the path of an artifact of this build, but is ";

    /** What was given, as far as it names an attestation, in plain values that can be stored with a running build. */
    @CheckForNull
    static Serializable plain(@CheckForNull Object given) {
        if (given instanceof CharSequence) {
            return given.toString();
        }
        if (given instanceof Map<?, ?> map) {
            LinkedHashMap<String, String> names = new LinkedHashMap<>();
            for (String name : List.of(DIGEST_NAME, ARTIFACT)) {
                if (map.get(name) instanceof CharSequence text) {
                    names.put(name, text.toString());
                }
            }
            return names;
        }
        return given instanceof Serializable other ? other : null;
    }

    /** Reads the map that {@code cfnNagAttest} returned, an attestation digest, or an artifact path. */
    static AttestationReference of(@CheckForNull Object given, Run<?, ?> run) throws AbortException {
        if (given instanceof Map<?, ?> map) {
            Optional<Digest> digest = digestIn(text(map, DIGEST_NAME));
            return new AttestationReference(path(text(map, ARTIFACT)), digest);
        }
        if (given instanceof CharSequence) {
            String text = given.toString().trim();
            if (DIGEST.matcher(text).matches()) {
                return new AttestationReference(artifactOf(text, run), Optional.of(new Digest(text)));
            }
            return new AttestationReference(path(text), Optional.empty());
        }
        throw new AbortException(EXPECTED
                + (given == null ? "null." : "of type " + given.getClass().getSimpleName() + "."));
    }

    private static String text(Map<?, ?> map, String key) throws AbortException {
        if (map.get(key) instanceof CharSequence text) {
            return text.toString();
        }
        throw new AbortException(EXPECTED + "a map without '" + key + "'.");
    }

    private static Optional<Digest> digestIn(String text) throws AbortException {
        if (!DIGEST.matcher(text).matches()) {
            throw new AbortException(
                    EXPECTED + "a map whose attestationDigest is no SHA-256 digest in lower-case hex.");
        }
        return Optional.of(new Digest(text));
    }

    private static String path(String text) throws AbortException {
        return RelativePath.of("attestation", text).text();
    }

    private static String artifactOf(String digest, Run<?, ?> run) throws AbortException {
        List<String> paths = run.getActions(AttestationAction.class).stream()
                .filter(action -> action.getAttestationDigest().equals(digest))
                .map(AttestationAction::getArtifact)
                .toList();
        if (paths.isEmpty()) {
            throw new AbortException("This build made no attestation with the digest " + digest
                    + ". Attest the template in this build with cfnNagAttest, and name that attestation.");
        }
        return paths.get(0);
    }
}

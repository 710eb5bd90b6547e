package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** The default policy, read once. */
final class StandardPolicy {
    private static final String NAME = "default-policy.yaml";

    static final Bytes FILE = file();
    static final Policy POLICY = policy();

    private StandardPolicy() {}

    private static Bytes file() {
        try (InputStream in = StandardPolicy.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("The build puts " + NAME + " beside this class, but it is not there.");
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(NAME + ", which the build puts beside this class, cannot be read.", e);
        }
    }

    private static Policy policy() {
        try {
            return Policy.read(FILE, NAME);
        } catch (PolicyException e) {
            throw new IllegalStateException("The default policy is broken.", e);
        }
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.PolicyException;
import java.nio.file.Path;

/** A policy that the user names. */
final class PolicyFile {
    private PolicyFile() {}

    static Policy read(Path file) throws CliException {
        try {
            return Policy.read(InputFile.read(file, "policy", Policy.LIMIT), file.toString());
        } catch (PolicyException e) {
            throw CliException.usage(e);
        }
    }
}

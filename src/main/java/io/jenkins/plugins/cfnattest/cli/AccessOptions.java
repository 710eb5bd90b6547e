package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import picocli.CommandLine.Option;

/** Whose AWS credentials. */
final class AccessOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "A profile of AWS's shared configuration (default: the default chain: environment, profile, instance).")
    private String profile;

    AwsAccess access() throws CliException {
        try {
            return profile == null ? new AwsAccess.DefaultChain() : new AwsAccess.Profile(profile);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }
}

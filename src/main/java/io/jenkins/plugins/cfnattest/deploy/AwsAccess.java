package io.jenkins.plugins.cfnattest.deploy;

/** Where the AWS credentials come from: the default chain, or a key id and secret. Never shows the secret. */
public sealed interface AwsAccess {
    /** The SDK's default chain: environment, profile, instance. */
    record DefaultChain() implements AwsAccess {}

    /** A profile of the shared configuration and credentials files. */
    record Profile(String name) implements AwsAccess {
        public Profile {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A profile has a name.");
            }
        }
    }

    /** A long-lived key. */
    record Keys(String keyId, String secret) implements AwsAccess {
        public Keys {
            if (keyId.isBlank() || secret.isBlank()) {
                throw new IllegalArgumentException(
                        "An AWS access key has a key id and a secret, but one of them is blank.");
            }
        }

        @Override
        public String toString() {
            return "Keys[keyId=" + keyId + "]";
        }
    }
}

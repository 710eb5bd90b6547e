package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    CredentialsMatchers() {}

    public static CredentialsMatcher withScope(CredentialsScope scope) {
        throw new UnsupportedOperationException();
    }
}

package com.cloudbees.plugins.credentials;

import hudson.model.AbstractDescribableImpl;

public class SystemCredentialsProvider extends AbstractDescribableImpl<SystemCredentialsProvider> {
    SystemCredentialsProvider() {}

    public static class ProviderImpl extends CredentialsProvider {
        ProviderImpl() {}
    }
}

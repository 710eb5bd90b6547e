package com.cloudbees.plugins.credentials;

import hudson.security.AccessControlled;

public abstract class CredentialsStore implements AccessControlled {
    CredentialsStore() {}
}

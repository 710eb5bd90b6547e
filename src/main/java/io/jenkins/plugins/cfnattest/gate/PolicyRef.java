package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;

/**
 * Which policy a decision was made under.
 *
 * @param name its name
 * @param digest the SHA-256 of the file's bytes
 */
public record PolicyRef(String name, Digest digest) {}

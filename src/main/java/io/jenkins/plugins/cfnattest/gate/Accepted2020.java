package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.time.Instant;

/**
 * A key of the service of 2020 whose envelopes are accepted for a while.
 *
 * @param keyId its key id
 * @param until first instant at which they are not accepted any more
 */
public record Accepted2020(Digest keyId, Instant until) {}

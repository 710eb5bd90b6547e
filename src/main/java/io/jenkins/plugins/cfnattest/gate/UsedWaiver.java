package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Waiver;

/**
 * A waiver without which the gate would have refused.
 *
 * @param digest the digest of its payload
 * @param waiver what it says
 */
public record UsedWaiver(Digest digest, Waiver waiver) {}

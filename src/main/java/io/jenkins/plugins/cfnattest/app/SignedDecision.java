package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;

/**
 * A decision as it is kept.
 *
 * @param decision the envelope of our decision statement
 * @param digest the digest of its payload: the decision's one name
 * @param summary the envelope of the verification summary; absent when nothing was verified
 */
public record SignedDecision(Bytes decision, Digest digest, Optional<Bytes> summary) {}

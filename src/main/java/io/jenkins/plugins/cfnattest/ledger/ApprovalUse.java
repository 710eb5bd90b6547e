package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision by which a refusal was let pass (break-glass).
 *
 * @param index its entry
 * @param at when it was recorded
 * @param decision digest of the signed decision, if it was signed
 */
public record ApprovalUse(long index, Instant at, Optional<Digest> decision) {}

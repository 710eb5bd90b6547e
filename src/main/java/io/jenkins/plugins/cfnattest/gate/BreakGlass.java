package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.signing.Verified;

/**
 * Somebody lets one refused deployment pass.
 *
 * @param refused the decision that refused, verified under the gate's own key
 * @param approval the approval of exactly that decision, verified under the gate's own key
 */
public record BreakGlass(Verified<DecisionStatement> refused, Verified<Approval> approval) {}

/**
 * The gate: may exactly these template bytes, with exactly these parameters, go to exactly this stack, now?
 *
 * <p>{@link io.jenkins.plugins.cfnattest.gate.Policy} is what a deployment must fulfil, read strictly from a file.
 * {@link io.jenkins.plugins.cfnattest.gate.Gate} verifies the envelope and then runs every check, one small class each, so that
 * one answer names every reason. Dated, signed waivers excuse single violations; a target's enforcement until its end, or an approval of one refused decision,
 * let reasons pass that are not about the proof itself or about who may deploy where, and the decision says so. It is pure (bytes, request, evidence, policy, trusted keys and a clock in, a
 * {@link io.jenkins.plugins.cfnattest.gate.Decision} out) and fails closed: what cannot be checked is a refusal.
 */
package io.jenkins.plugins.cfnattest.gate;

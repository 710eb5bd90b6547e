package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;

/**
 * What a verified envelope of the 2020 service says. It names no time and no parameters.
 *
 * @param signer the trusted key that verified
 * @param attestationDigest SHA-256 of the decoded payload
 * @param template the template's text, as UTF-8
 * @param result its findings in today's terms
 */
public record ServiceInspection(TrustedKey signer, Digest attestationDigest, Bytes template, Result result) {}

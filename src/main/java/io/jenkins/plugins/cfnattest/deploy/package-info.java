/**
 * The deployment: a change set made from the bytes the gate allowed, read back, compared, executed and followed. It speaks to
 * CloudFormation, STS and (for long templates) S3 through the AWS SDK v2 and nothing else, and takes nothing but a {@code Decision.Allowed}; types of
 * the SDK stay inside this room.
 */
package io.jenkins.plugins.cfnattest.deploy;

package io.jenkins.plugins.cfnattest.deploy;

/**
 * What a plan made in CloudFormation, so that it can be taken back.
 *
 * @param stack the stack's name or ARN
 * @param changeSet the change set's name or ARN
 * @param stackToo whether the stack was not there before
 */
record Made(String stack, String changeSet, boolean stackToo) {}

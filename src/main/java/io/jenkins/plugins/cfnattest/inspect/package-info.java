/**
 * Inspection: applies rules to a template and says what was found, what was suppressed, what could not be decided and what
 * CloudFormation will only fetch later.
 *
 * <p>Two ways in: {@link io.jenkins.plugins.cfnattest.inspect.Inspector} looks at what will be deployed, with effective
 * parameters; {@link io.jenkins.plugins.cfnattest.inspect.Scan} answers what cfn_nag answers. Both build
 * {@link io.jenkins.plugins.cfnattest.inspect.Model}s of the template under one assumption each, and give every rule a
 * {@link io.jenkins.plugins.cfnattest.inspect.View} of it. The rules themselves are in {@code inspect.rules}.
 */
package io.jenkins.plugins.cfnattest.inspect;

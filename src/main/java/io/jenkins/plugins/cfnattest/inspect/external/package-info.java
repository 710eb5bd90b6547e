/**
 * External inspectors: a configured command looks at the template beside the built-in rules, and what it answers (cfn_nag's
 * JSON, or SARIF 2.1.0) becomes violations under its own name. So the real cfn_nag_scan, cfn-lint, cfn-guard or checkov can sit
 * behind ours.
 *
 * <p>The command is an argument list that no shell ever sees. It runs in a private folder that holds nothing but the template,
 * with the environment that the configuration lists, within a time and an output limit. Whatever goes wrong (it does not start,
 * hangs, is killed, says nothing, says half, or says that it failed) is a violation {@code NAME:FATAL}, never a pass. It runs with
 * the rights of who calls it: to shut it in further is the task of the operating system.
 */
package io.jenkins.plugins.cfnattest.inspect.external;

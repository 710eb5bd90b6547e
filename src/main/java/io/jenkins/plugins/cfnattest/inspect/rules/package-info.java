/**
 * The built-in rules, as tables: a rule is a row made by the factory of its shape, and only what has a logic of its own is a
 * class. Rules live with the check they share, not with the AWS service. {@link
 * io.jenkins.plugins.cfnattest.inspect.rules.Catalogue} puts the tables together,
 * and sorts the rules into topics, each of which has a page for readers.
 */
package io.jenkins.plugins.cfnattest.inspect.rules;

/** What administrators set once for the whole controller: keys, services, trusted keys, targets. Plain classes of strings, because Jenkins stores them. */
package io.jenkins.plugins.cfnattest.plugin.config;

/** Everything that touches Jenkins: a thin shell over {@code app} that reads configuration, moves bytes and shows results. */
package io.jenkins.plugins.cfnattest.plugin;

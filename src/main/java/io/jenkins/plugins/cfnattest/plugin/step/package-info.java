/** The Pipeline steps. What they are given by a pipeline is checked here; what they are told by a pipeline is never believed. */
package io.jenkins.plugins.cfnattest.plugin.step;

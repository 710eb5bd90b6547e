/** Secrets that only the controller itself may use: our own kind of credential, and the one way to look credentials up. */
package io.jenkins.plugins.cfnattest.plugin.keys;

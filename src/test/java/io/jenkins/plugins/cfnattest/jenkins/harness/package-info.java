/**
 * Starts a real Jenkins on the loopback, installs the built plugin there and talks to it as a person with a browser or a
 * program would: over HTTP. Knows nothing of what is tested with it.
 */
package io.jenkins.plugins.cfnattest.jenkins.harness;

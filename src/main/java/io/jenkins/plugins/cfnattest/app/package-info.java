/**
 * The use cases both shells call, the plugin and the program: attest here or at a service, verify, deploy behind the gate. It ties the rooms
 * together and adds nothing a shell could skip; whoever deploys goes through {@link io.jenkins.plugins.cfnattest.app.DeployGated}.
 */
package io.jenkins.plugins.cfnattest.app;

/**
 * The core over HTTP: attestations for those who hold no key, deployments for those who hold no AWS credentials, the public keys, and the three paths of the inspection
 * service of 2020 for clients written for it.
 *
 * <p>A deployment runs on, whoever asks for it: the desk takes it, a worker takes it through {@code app.DeployGated}, its progress is what callers see, and the store
 * remembers what was begun across a restart. Nothing is decided here but who may ask, how much, and whether an approver is somebody else than who asked; whether
 * something may be deployed is the gate's to say.
 */
package io.jenkins.plugins.cfnattest.service;

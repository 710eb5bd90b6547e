/**
 * Holds {@code src/jenkins-api} to what it claims: each declaration against the real class file, and each reference of our
 * packaged classes against the classes they will meet in a Jenkins.
 */
package io.jenkins.plugins.cfnattest.jenkins.conformance;

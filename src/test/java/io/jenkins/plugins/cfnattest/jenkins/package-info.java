/**
 * The plugin in a real Jenkins, from a Jenkinsfile to what stands at the end in its pages, its files and at CloudFormation's
 * door (a double on the loopback). Skipped where no Jenkins is given.
 */
package io.jenkins.plugins.cfnattest.jenkins;

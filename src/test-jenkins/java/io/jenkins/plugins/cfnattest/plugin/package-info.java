/**
 * Tests in Jenkins' own test harness. Only the profile {@code jenkins} compiles and runs them ({@code mvn -Pjenkins verify}),
 * since the harness and the plugins it loads are in Jenkins' Maven repository alone. The tests of the package {@code
 * jenkins} beside the unit tests ask the same of a whole Jenkins, without that repository.
 */
package io.jenkins.plugins.cfnattest.plugin;

/** What is delivered, looked at from outside: the contents of the .hpi and of the executable jar. */
package io.jenkins.plugins.cfnattest.delivery;

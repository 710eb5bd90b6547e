/** What a folder asks of the jobs in it. Needs the plugin {@code cloudbees-folder}, which may not be there: nothing outside this room touches it. */
package io.jenkins.plugins.cfnattest.plugin.folder;

/** What a build keeps and shows: the envelope as its artifact, the reports of attestations and deployments. */
package io.jenkins.plugins.cfnattest.plugin.run;

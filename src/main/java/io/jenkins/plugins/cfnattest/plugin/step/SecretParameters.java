package io.jenkins.plugins.cfnattest.plugin.step;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.AbortException;
import hudson.model.Run;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Values of NoEcho parameters. They are looked up on the controller with the job's own rights when they are needed, and never kept. */
final class SecretParameters {
    private SecretParameters() {}

    /**
     * The values.
     *
     * @param ids ids of secret texts by parameter name
     */
    static SortedMap<String, String> resolve(Map<String, String> ids, Run<?, ?> run) throws AbortException {
        SortedMap<String, String> values = new TreeMap<>();
        for (Map.Entry<String, String> entry : ids.entrySet()) {
            values.put(entry.getKey(), find(entry, run).getSecret().getPlainText());
        }
        return values;
    }

    /**
     * Looks whether they are there, and at no value.
     *
     * @throws AbortException when one is not
     */
    static void require(Map<String, String> ids, Run<?, ?> run) throws AbortException {
        for (Map.Entry<String, String> entry : ids.entrySet()) {
            find(entry, run);
        }
    }

    private static StringCredentials find(Map.Entry<String, String> entry, Run<?, ?> run) throws AbortException {
        StringCredentials found =
                CredentialsProvider.findCredentialById(entry.getValue(), StringCredentials.class, run, List.of());
        if (found == null) {
            throw new AbortException("secretParameters: the parameter '" + entry.getKey() + "' names the secret text '"
                    + entry.getValue() + "', but this job can use no credential of that kind with that id.");
        }
        return found;
    }
}

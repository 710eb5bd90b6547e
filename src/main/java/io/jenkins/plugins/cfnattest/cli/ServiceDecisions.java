package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.service.DecisionKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps what the service decides: signed statements as files, and all of it on record where there is one.
 *
 * @param folder where files go
 * @param record the record; what it needs is read already
 */
record ServiceDecisions(Path folder, Function<Optional<EndSigner>, DecisionLog> record) implements DecisionKeeper {
    @Override
    public DecisionLog open(Optional<EndSigner> ends) {
        DecisionFiles files = new DecisionFiles(folder);
        return files.before(record.apply(ends.map(files::keeping)));
    }

    @Override
    public void approved(Digest refusal, Bytes approval) throws DeploymentException {
        try {
            OutputFile.write(folder.resolve(refusal.first12() + ".approval.json"), approval);
        } catch (IOException e) {
            throw new DeploymentException(
                    "The approval could not be kept, so nothing follows from it. " + e.getMessage(), e);
        }
    }
}

package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Map;

/** What is below {@code /v1/deployments}: to be seen by who began it and by who may read, to be stopped by who began it. For everybody else there is nothing. */
final class DeploymentPaths {
    /** The parameter of a path that names the deployment. */
    static final String ID = "id";

    static final String ONE = DeployWire.PATH + "/{" + ID + "}";

    private final DeploymentDesk desk;

    DeploymentPaths(DeploymentDesk desk) {
        this.desk = desk;
    }

    /** {@code GET}: where it stands. */
    Answer read(String id, Visitor visitor) throws ProblemException {
        return new Answer(Answer.JSON, visible(id, visitor).json());
    }

    /** {@code GET} of a signed statement. */
    Answer statement(String id, String name, Visitor visitor) throws ProblemException {
        Bytes statement = visible(id, visitor).progress().statement(name).orElseThrow(DeploymentPaths::unknown);
        return new Answer(Answer.JSON, statement);
    }

    /** {@code DELETE}: stops it. */
    Answer stop(String id, Visitor visitor) throws ProblemException {
        DeploymentRun run = visible(id, visitor);
        if (!visitor.is(run.facts().caller())) {
            throw new Problem(ProblemType.FORBIDDEN, "A deployment is stopped by who began it, and by nobody else.")
                    .thrown();
        }
        return desk.stop(run) ? accepted(run) : new Answer(Answer.JSON, run.json());
    }

    private DeploymentRun visible(String id, Visitor visitor) throws ProblemException {
        return desk.find(id)
                .filter(run -> visitor.is(run.facts().caller()) || visitor.may(Role.READ))
                .orElseThrow(DeploymentPaths::unknown);
    }

    /** 202: it is taken, and where to ask for it. */
    static Answer accepted(DeploymentRun run) {
        return new Answer(
                202, Map.of("Location", DeployWire.PATH + "/" + run.facts().id()), Answer.JSON, run.json());
    }

    /** The same for what is not there and what is not for this caller: nobody learns which. */
    static ProblemException unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such deployment, or it is not for this caller to see.")
                .thrown();
    }
}

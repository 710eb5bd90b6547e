package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import jakarta.servlet.http.HttpServletRequest;

/** {@code POST /v1/deployments}: begins a deployment. What comes of it, a refusal too, is asked for at the address that is answered. */
final class DeployEndpoint implements PostEndpoint {
    private final DeploymentDesk desk;

    DeployEndpoint(DeploymentDesk desk) {
        this.desk = desk;
    }

    @Override
    public Role role() {
        return Role.DEPLOY;
    }

    @Override
    public int limit() {
        return DeployWire.LIMIT;
    }

    @Override
    public void check(HttpServletRequest request) throws ProblemException {
        JsonBody.check(request);
    }

    @Override
    public Answer answer(Bytes body, Visitor visitor) throws WireException, ProblemException {
        DeployWire.Wanted wanted = DeployWire.read(body);
        return DeploymentPaths.accepted(desk.begin(wanted, visitor.name().orElseThrow()));
    }
}

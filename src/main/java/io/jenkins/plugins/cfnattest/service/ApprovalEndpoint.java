package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.ApprovalWire;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import jakarta.servlet.http.HttpServletRequest;

/** {@code POST /v1/deployments/ID/approval}: answers a refusal that waits. */
final class ApprovalEndpoint implements PostEndpoint {
    private final DeploymentDesk desk;
    private final String id;

    ApprovalEndpoint(DeploymentDesk desk, String id) {
        this.desk = desk;
        this.id = id;
    }

    @Override
    public Role role() {
        return Role.APPROVE;
    }

    @Override
    public int limit() {
        return ApprovalWire.LIMIT;
    }

    @Override
    public void check(HttpServletRequest request) throws ProblemException {
        JsonBody.check(request);
    }

    @Override
    public Answer answer(Bytes body, Visitor visitor) throws WireException, ProblemException {
        ApprovalWire.Answer answer = ApprovalWire.read(body);
        DeploymentRun run = desk.find(id).orElseThrow(DeploymentPaths::unknown);
        desk.answer(run, visitor.name().orElseThrow(), answer);
        return DeploymentPaths.accepted(run);
    }
}

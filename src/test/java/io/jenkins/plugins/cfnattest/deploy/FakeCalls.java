package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation.Request;

/** The double's calls that change a stack without a change set. */
final class FakeCalls {
    private FakeCalls() {}

    static FakeXml cancel(FakeStack stack, Request request) throws FakeError {
        if (!"UPDATE_IN_PROGRESS".equals(stack.status)) {
            throw FakeError.validation("CancelUpdateStack cannot be called from current stack status");
        }
        stack.cancel(request.field("ClientRequestToken"));
        return new FakeXml();
    }

    static FakeXml policy(FakeStack stack, Request request, FakeManners manners) {
        stack.policy = manners.forgetsPolicies ? null : request.field("StackPolicyBody");
        return new FakeXml();
    }

    static FakeXml protect(FakeStack stack, Request request) {
        stack.isProtected = "true".equals(request.field("EnableTerminationProtection"));
        return new FakeXml().leaf("StackId", stack.id);
    }
}

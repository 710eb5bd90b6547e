package io.jenkins.plugins.cfnattest.service;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import jakarta.servlet.http.HttpServletRequest;

/** The way of each POST: who asks, header, a place, the body, its turn, the work. The dear steps come last. */
final class PostHandler implements Handler {
    private final PostEndpoint endpoint;
    private final Caller caller;
    private final Admission admission;
    private final RequestBody body;

    PostHandler(PostEndpoint endpoint, Caller caller, Admission admission, RequestBody body) {
        this.endpoint = endpoint;
        this.caller = caller;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(Context context) throws ProblemException, AttestException, KeyException, InterruptedException {
        HttpServletRequest request = context.req();
        Visitor visitor = caller.of(request).require(endpoint.role());
        RequestBody.checkLength(request, endpoint.limit());
        endpoint.check(request);
        try (Admission.Place place = admission.enter()) {
            Bytes content = body.read(request, endpoint.limit());
            place.takeTurn();
            endpoint.answer(content, visitor).send(context);
        } catch (WireException e) {
            throw new Problem(ProblemType.BAD_REQUEST, e.getMessage()).thrown();
        }
    }
}

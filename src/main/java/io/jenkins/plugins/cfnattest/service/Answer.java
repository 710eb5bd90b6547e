package io.jenkins.plugins.cfnattest.service;

import io.javalin.http.Context;
import io.jenkins.plugins.cfnattest.envelope.Bytes;

/**
 * What a request is answered with.
 *
 * @param contentType the header field
 * @param body the content
 */
record Answer(String contentType, Bytes body) {
    static final String JSON = "application/json";

    void send(Context context) {
        send(context, 200, contentType, body);
    }

    static void send(Context context, Problem problem) {
        problem.headers().forEach(context::header);
        send(context, problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    private static void send(Context context, int status, String contentType, Bytes body) {
        context.status(status);
        context.contentType(contentType);
        context.res().setContentLength(body.size());
        context.result(body.toArray());
    }
}

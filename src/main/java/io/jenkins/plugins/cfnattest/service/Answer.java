package io.jenkins.plugins.cfnattest.service;

import io.javalin.http.Context;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param headers header fields that belong to it
 * @param contentType the header field
 * @param body the content
 */
record Answer(int status, Map<String, String> headers, String contentType, Bytes body) {
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** 200, and nothing beside it. */
    Answer(String contentType, Bytes body) {
        this(200, Map.of(), contentType, body);
    }

    void send(Context context) {
        headers.forEach(context::header);
        send(context, status, contentType, body);
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

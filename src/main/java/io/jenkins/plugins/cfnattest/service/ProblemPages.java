package io.jenkins.plugins.cfnattest.service;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server says where it does not come to our handlers, such as a request that is not HTTP: a problem too, and nothing about itself. */
final class ProblemPages extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        Problem problem = problem(code);
        SecurityHeaders.FIELDS.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(problem.json().toArray()), callback);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 500 -> new Problem(ProblemType.INTERNAL, Problems.INTERNAL_DETAIL);
            case 503 ->
                new Problem(ProblemType.OVERLOADED, "The service is about to stop. Nothing was done; try again later.");
            default ->
                new Problem(
                        ProblemType.BAD_REQUEST,
                        status,
                        "Expected a request as HTTP/1.1 and this service know it, but found something else. Check the client.",
                        Map.of());
        };
    }
}

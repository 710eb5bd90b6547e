package io.jenkins.plugins.cfnattest.service;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns whatever ends a request into a problem. */
final class Problems {
    static final String INTERNAL_DETAIL =
            "Nothing was signed or answered because of a defect. Whoever runs the service finds more in its log.";

    private final Map<String, String> methods;

    /** @param methods the methods of each path, as the header field Allow names them; {@code {NAME}} in a path stands for one segment */
    Problems(Map<String, String> methods) {
        this.methods = Map.copyOf(methods);
    }

    /** Found no handler. */
    void unrouted(HttpResponseException failure, Context context) {
        Optional<String> allowed = methods(context.path());
        if (allowed.isPresent()) {
            Problem problem = new Problem(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "Expected " + allowed.get().replace(", ", " or ") + ", but found another method.");
            Answer.send(context, problem.with("Allow", allowed.get()));
            return;
        }
        if (failure.getStatus() != ProblemType.NOT_FOUND.status()) {
            Defects.log("An unexpected answer of the server, " + failure.getStatus(), failure);
        }
        String known = methods.keySet().stream().sorted().collect(Collectors.joining(", "));
        Answer.send(
                context,
                new Problem(ProblemType.NOT_FOUND, "Expected one of the paths " + known + ", but found another."));
    }

    private Optional<String> methods(String path) {
        return methods.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What went wrong is known. */
    static void known(ProblemException failure, Context context) {
        Answer.send(context, failure.problem());
    }

    /** A defect of ours; the caller learns no more than that. */
    static void defect(Exception failure, Context context) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Defects.log("A request failed", failure);
        Answer.send(context, new Problem(ProblemType.INTERNAL, INTERNAL_DETAIL));
    }
}

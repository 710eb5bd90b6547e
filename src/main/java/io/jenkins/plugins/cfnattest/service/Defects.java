package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the service's own failures into its log: what and where, but no message that might quote a request, which may hold secrets. */
final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger(AttestationService.class);

    private Defects() {}

    static void log(String what, Throwable failure) {
        LOG.error("{}: {}", what, description(failure));
    }

    static String description(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> lines = new ArrayList<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            boolean ours = cause instanceof AttestException || cause instanceof KeyException;
            lines.add(cause.getClass().getName() + (ours ? ": " + cause.getMessage() : ""));
            for (StackTraceElement frame : cause.getStackTrace()) {
                lines.add("  at " + frame);
            }
        }
        return String.join(System.lineSeparator(), lines);
    }
}

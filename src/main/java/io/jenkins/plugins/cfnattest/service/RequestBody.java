package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads what a caller sends: its length announced and within the limit, and all of it in time. */
final class RequestBody {
    private static final int CHUNK = 16 * 1024;

    private final Duration patience;

    RequestBody(Duration patience) {
        this.patience = patience;
    }

    /** Looks at the header only, so that nothing is sent in vain. */
    static void checkLength(HttpServletRequest request, int limit) throws ProblemException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            throw new Problem(
                            ProblemType.LENGTH_REQUIRED,
                            "Expected the length of the body in the header field Content-Length, but there is none.")
                    .thrown();
        }
        if (length > limit) {
            throw new Problem(
                            ProblemType.TOO_LARGE,
                            "Expected at most " + limit + " bytes, but " + length + " are announced.")
                    .thrown();
        }
    }

    Bytes read(HttpServletRequest request, int limit) throws ProblemException {
        checkLength(request, limit);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long start = System.nanoTime();
        try (InputStream in = request.getInputStream()) {
            byte[] chunk = new byte[CHUNK];
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                body.write(chunk, 0, size);
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw late();
                }
            }
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw late();
            }
            throw new Problem(ProblemType.BAD_REQUEST, "The body was cut short. Send it again.").thrown();
        }
        return Bytes.of(body.toByteArray());
    }

    private ProblemException late() {
        return new Problem(
                        ProblemType.TIMEOUT,
                        "Expected the whole body within " + patience.toSeconds()
                                + " seconds, without long pauses, but it took longer.")
                .thrown();
    }
}

package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who asks. Only digests of tokens are kept, and a comparison takes the same time however much of a guess is right. */
final class Caller {
    private static final Pattern BEARER = Pattern.compile("bearer +([\\x21-\\x7e]+) *", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"cfn-attestation\"";

    private final Optional<Digest> shared;
    private final Callers callers;

    /** {@code shared}: a token for attestations only, whoever shows it. */
    Caller(Optional<String> shared, Callers callers) {
        this.shared = shared.map(Caller::digest);
        this.callers = callers;
    }

    /**
     * What the service knows of the caller.
     *
     * @throws ProblemException (FORBIDDEN) for a page in a browser, which would act with the rights of whoever looks at it; (UNAUTHENTICATED) without a token
     */
    Visitor of(HttpServletRequest request) throws ProblemException {
        if (request.getHeader("Origin") != null) {
            throw new Problem(
                            ProblemType.FORBIDDEN,
                            "This comes from a page in a browser (it has the header field Origin), and pages are not served. Use a program.")
                    .thrown();
        }
        if (shared.isEmpty() && callers.all().isEmpty()) {
            return Visitor.unasked();
        }
        List<String> shown = Collections.list(request.getHeaders("Authorization"));
        if (shown.isEmpty()) {
            throw unauthenticated(
                    "Expected a token in the header field Authorization ('Bearer TOKEN'), but there is none.",
                    CHALLENGE);
        }
        Matcher bearer = BEARER.matcher(shown.get(0));
        Optional<Visitor> visitor =
                shown.size() > 1 || !bearer.matches() ? Optional.empty() : visitor(digest(bearer.group(1)));
        return visitor.orElseThrow(() -> unauthenticated(
                "Expected a token of the service's in the header field Authorization ('Bearer TOKEN'), but found something else.",
                CHALLENGE + ", error=\"invalid_token\""));
    }

    private Optional<Visitor> visitor(Digest token) {
        Optional<Visitor> known = callers.of(token).map(Visitor::known);
        boolean isShared = shared.map(digest -> Callers.equal(digest, token)).orElse(false);
        return known.isEmpty() && isShared ? Optional.of(Visitor.shared()) : known;
    }

    private static ProblemException unauthenticated(String detail, String challenge) {
        return new Problem(ProblemType.UNAUTHENTICATED, detail + " Ask whoever runs the service.")
                .with("WWW-Authenticate", challenge)
                .thrown();
    }

    private static Digest digest(String token) {
        return Digest.of(Bytes.utf8(token));
    }
}

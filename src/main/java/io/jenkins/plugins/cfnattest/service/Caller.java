package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who asks. Only a digest of the token is kept, and the comparison takes the same time however much of a guess is right. */
final class Caller {
    private static final Pattern BEARER = Pattern.compile("bearer +([\\x21-\\x7e]+) *", Pattern.CASE_INSENSITIVE);
    private static final String CHALLENGE = "Bearer realm=\"cfn-attestation\"";

    private final Optional<Digest> token;

    Caller(Optional<String> token) {
        this.token = token.map(Caller::digest);
    }

    /**
     * What the service knows of the caller.
     *
     * @return {@code authenticated} of the statement; empty when nobody is asked
     * @throws ProblemException (FORBIDDEN) for a page in a browser, which would act with the rights of whoever looks at it; (UNAUTHENTICATED) without the token
     */
    Map<String, String> of(HttpServletRequest request) throws ProblemException {
        if (request.getHeader("Origin") != null) {
            throw new Problem(
                            ProblemType.FORBIDDEN,
                            "This comes from a page in a browser (it has the header field Origin), and pages are not served. Use a program.")
                    .thrown();
        }
        if (token.isEmpty()) {
            return Map.of();
        }
        List<String> shown = Collections.list(request.getHeaders("Authorization"));
        if (shown.isEmpty()) {
            throw unauthenticated(
                    "Expected a token in the header field Authorization ('Bearer TOKEN'), but there is none.",
                    CHALLENGE);
        }
        Matcher bearer = BEARER.matcher(shown.get(0));
        if (shown.size() > 1 || !bearer.matches() || !equal(token.get(), digest(bearer.group(1)))) {
            throw unauthenticated(
                    "Expected the service's token in the header field Authorization ('Bearer TOKEN'), but found something else.",
                    CHALLENGE + ", error=\"invalid_token\"");
        }
        return Map.of("method", "token");
    }

    private static ProblemException unauthenticated(String detail, String challenge) {
        return new Problem(ProblemType.UNAUTHENTICATED, detail + " Ask whoever runs the service.")
                .with("WWW-Authenticate", challenge)
                .thrown();
    }

    private static Digest digest(String token) {
        return Digest.of(Bytes.utf8(token));
    }

    private static boolean equal(Digest one, Digest other) {
        return MessageDigest.isEqual(
                one.hex().getBytes(StandardCharsets.US_ASCII), other.hex().getBytes(StandardCharsets.US_ASCII));
    }
}

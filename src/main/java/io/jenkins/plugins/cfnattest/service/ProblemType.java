package io.jenkins.plugins.cfnattest.service;

/** The kinds of problems the service reports (RFC 9457). Their URNs are for ever. */
enum ProblemType {
    BAD_REQUEST(400, "bad-request", "The request cannot be read"),
    UNAUTHENTICATED(401, "unauthenticated", "A token is needed"),
    FORBIDDEN(403, "forbidden", "Not for this caller"),
    NOT_FOUND(404, "not-found", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Not with this method"),
    TIMEOUT(408, "timeout", "The request took too long to arrive"),
    CONFLICT(409, "conflict", "Not in the state it is in"),
    LENGTH_REQUIRED(411, "length-required", "The length is missing"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    MEDIA_TYPE(415, "media-type", "Not in this media type"),
    UNPROCESSABLE(422, "unprocessable", "The request cannot be carried out"),
    INTERNAL(500, "internal", "The service failed"),
    NO_KEY(501, "no-key", "This service has no key for that"),
    OVERLOADED(503, "overloaded", "The service is busy"),
    UNHEALTHY(503, "unhealthy", "The service cannot sign");

    private final int status;
    private final String word;
    private final String title;

    ProblemType(int status, String word, String title) {
        this.status = status;
        this.word = word;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The member {@code type}. */
    String urn() {
        return "urn:cfn-attestation:problem:" + word;
    }
}

package io.jenkins.plugins.cfnattest.deploy;

/** An error as the query protocol answers it. */
final class FakeError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    FakeError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static FakeError validation(String message) {
        return new FakeError(400, "ValidationError", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}

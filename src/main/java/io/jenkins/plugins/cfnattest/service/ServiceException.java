package io.jenkins.plugins.cfnattest.service;

/** The service cannot start as it is told to. The message says what was expected, what was found and what to do. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    public ServiceException(String message) {
        super(message);
    }

    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}

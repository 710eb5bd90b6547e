package io.jenkins.plugins.cfnattest.deploy;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS, and turns what goes wrong into sentences: what was tried, what AWS answered, the request's id. No secret passes. */
final class Asking {
    private static final String NO_CREDENTIALS = "Unable to load credentials from any of the providers in the chain";

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private volatile Hidden hidden;

    Asking(Hidden hidden) {
        this.hidden = hidden;
    }

    /** From now on these are blotted out. */
    void hide(Hidden secrets) {
        this.hidden = secrets;
    }

    /** The text without the secrets. */
    String clean(String text) {
        return hidden.in(text);
    }

    /**
     * Asks.
     *
     * @param otherwise what it means when it fails: {@code "The change set could not be created"}
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    <T> T ask(String otherwise, Supplier<T> question) throws DeploymentException, InterruptedException {
        try {
            return question.get();
        } catch (SdkException e) {
            // The SDK sets the flag again beside its exception; the exception we throw stands for both.
            boolean interrupted = Thread.interrupted();
            if (interrupted || e instanceof AbortedException) {
                InterruptedException stop = new InterruptedException(otherwise + ": interrupted.");
                stop.initCause(cause(e));
                throw stop;
            }
            throw failure(otherwise, e);
        }
    }

    /** The failure as a sentence. */
    DeploymentException failure(String otherwise, SdkException failure) {
        String said = failure instanceof AwsServiceException answer
                ? answered(answer)
                : "AWS could not be asked: " + unanswered(firstLine(failure.getMessage()));
        return new DeploymentException(clean(otherwise + ". " + said), cause(failure));
    }

    /** The SDK lists every place where it looked for credentials, in the words of its classes; people need to know what to set. */
    private static String unanswered(String message) {
        return message.startsWith(NO_CREDENTIALS)
                ? "no credentials were found in the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), a profile"
                        + " (AWS_PROFILE), a web identity, the container or the instance. Give them in one of these places."
                : message;
    }

    /** Whether this is an answer that will not change by itself, such as a missing right; a lost connection and too many requests will. */
    static boolean isRefusal(DeploymentException e) {
        return e.getCause() instanceof AwsServiceException answer
                && answer.statusCode() >= CLIENT_ERROR
                && answer.statusCode() < SERVER_ERROR
                && !answer.isThrottlingException();
    }

    private static String answered(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "an error" : details.errorCode();
        String message = details == null ? "" : firstLine(details.errorMessage());
        String id = answer.requestId() == null ? "" : ", request id " + answer.requestId();
        return "AWS answered " + code + (message.isEmpty() ? "" : ": " + message) + " (HTTP " + answer.statusCode() + id
                + ")";
    }

    /** Further lines may quote the request that was signed, and a session's token stands in it. */
    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private Throwable cause(SdkException failure) {
        boolean quotes =
                failure.getMessage() != null && failure.getMessage().lines().count() > 1;
        return quotes ? hidden.standIn(failure, firstLine(failure.toString())) : hidden.in(failure);
    }
}

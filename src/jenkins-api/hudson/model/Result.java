package hudson.model;

public final class Result {
    public static final Result UNSTABLE = null;

    Result() {}
}

package io.jenkins.plugins.cfnattest.cli;

/** The exit codes; they are a contract and no count of findings ever wraps round to 0. */
final class ExitCode {
    /** All is well. */
    static final int FINE = 0;
    /** Failing violations, or the gate refuses. */
    static final int REFUSED = 1;
    /** An option, a file or a template is not what it should be. */
    static final int USAGE = 2;
    /** Something broke: the network, a service, this program. */
    static final int FAILURE = 3;

    private ExitCode() {}
}

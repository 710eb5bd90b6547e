/**
 * The command line {@code cfn-attest}: one class per command, thin over the use cases. It reads files and options, calls {@code app}, and says what came of it: for people as text
 * (colours only on a terminal), for programs as JSON. Exit codes: 0 fine, 1 failing violations or a refusal, 2 wrong use or bad input, 3 internal or connection failure.
 */
package io.jenkins.plugins.cfnattest.cli;

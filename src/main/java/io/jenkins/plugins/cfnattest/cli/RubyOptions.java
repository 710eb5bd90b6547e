package io.jenkins.plugins.cfnattest.cli;

import picocli.CommandLine.Option;

/** Options of cfn_nag that make no sense without Ruby. What would leave checks out is refused, the rest is no more than a remark. */
final class RubyOptions {
    @Option(
            names = {"--rule-directory", "--rule-repository"},
            hidden = true,
            paramLabel = "PATH",
            description = "Rules in Ruby.")
    private String rules;

    @Option(
            names = {"--isolate-custom-rule-exceptions", "--rule-directory-recursive", "-d", "--debug"},
            hidden = true,
            description = "What concerns rules in Ruby.")
    private boolean needless;

    /** Says what to do in place of them. */
    void check(Console console) throws CliException {
        if (rules != null) {
            throw CliException.usage("Rules in Ruby ('" + rules + "') are not run here, and a scan without them would"
                    + " promise too much. See whether 'cfn-attest rules' has the check, or have it run as an external"
                    + " inspector (--inspector).");
        }
        if (needless) {
            console.say("--isolate-custom-rule-exceptions, --rule-directory-recursive and --debug have no effect here:"
                    + " there are no rules in Ruby, and a rule that breaks is always a finding of its own.");
        }
    }
}

package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which rules are applied, and how. */
final class RuleOptions {
    private static final int LIMIT = 1024 * 1024;

    @Option(
            names = "--rules",
            paramLabel = "SET",
            description = "standard (default: cfn_nag's) or extended (also ours that close the ways round them).")
    private Choice choice = Choice.STANDARD;

    @Option(
            names = {"-r", "--profile-path"},
            paramLabel = "FILE",
            description = "Profile: the rules to apply.")
    private Path profile;

    @Option(
            names = {"-b", "--deny-list-path", "--blacklist-path"},
            paramLabel = "FILE",
            description = "Deny list: rules not to apply.")
    private Path denyList;

    @Option(names = "--rule-arguments", paramLabel = "NAME:VALUE", split = ",", description = "Arguments of rules.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--rule-arguments-path",
            paramLabel = "FILE",
            description = "JSON object with arguments of rules; --rule-arguments come after it.")
    private Path argumentsFile;

    /** The sets of rules. */
    enum Choice {
        STANDARD,
        EXTENDED;

        RuleSet rules() {
            return this == STANDARD ? Catalogue.cfnNag() : Catalogue.all();
        }
    }

    /** The rules with their arguments, before profile and deny list. */
    RuleSet rules() throws CliException {
        RuleSet rules = choice.rules();
        if (argumentsFile != null) {
            Map<String, String> given = Json.texts(
                    argumentsFile, "rule arguments", InputFile.text(argumentsFile, "file of rule arguments", LIMIT));
            for (Map.Entry<String, String> argument : given.entrySet()) {
                rules = with(rules, argument.getKey(), argument.getValue());
            }
        }
        for (String argument : arguments) {
            int colon = argument.indexOf(':');
            if (colon < 1) {
                throw CliException.usage("--rule-arguments takes NAME:VALUE, but is '" + argument + "'.");
            }
            rules = with(rules, argument.substring(0, colon), argument.substring(colon + 1));
        }
        return rules;
    }

    private static RuleSet with(RuleSet rules, String name, String value) throws CliException {
        try {
            return rules.argument(name, value);
        } catch (RuleSetException e) {
            throw CliException.usage(e);
        }
    }

    /** With profile and deny list. */
    ScanOptions filtered(ScanOptions options) throws CliException {
        ScanOptions filtered = options;
        if (profile != null) {
            filtered = filtered.withProfile(InputFile.text(profile, "profile", LIMIT));
        }
        if (denyList != null) {
            filtered = filtered.withDenyList(InputFile.text(denyList, "deny list", LIMIT));
        }
        return filtered;
    }
}

package io.jenkins.plugins.cfnattest.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Where the template will go, as far as it is known when it is inspected, and who asks. */
final class PseudoOptions {
    @Option(names = "--region", paramLabel = "REGION", description = "Region it will go to (AWS::Region), if known.")
    private String region;

    @Option(names = "--account", paramLabel = "ID", description = "Account it will go to (AWS::AccountId), if known.")
    private String account;

    @Option(names = "--stack", paramLabel = "NAME", description = "Stack it will go to (AWS::StackName), if known.")
    private String stack;

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "What the caller says of itself (user, branch, repository, revision); recorded as claimed.")
    private Map<String, String> claims = new LinkedHashMap<>();

    Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        put(known, "AWS::Region", region);
        put(known, "AWS::AccountId", account);
        put(known, "AWS::StackName", stack);
        return known;
    }

    Map<String, String> claimed() {
        return claims;
    }

    private static void put(Map<String, String> known, String name, String value) {
        if (value != null) {
            known.put(name, value);
        }
    }
}

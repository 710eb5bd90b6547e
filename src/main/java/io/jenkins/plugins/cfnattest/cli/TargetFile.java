package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A target as a YAML file, with the same members as in Jenkins' configuration. */
final class TargetFile {
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "account",
            "partition",
            "defaultRegion",
            "endpoint",
            "assumeRole",
            "externalId",
            "serviceRole",
            "capabilities",
            "rules");
    private static final Set<String> RULE = Set.of("jobs", "stacks", "regions");

    private TargetFile() {}

    static Target read(Path file) throws CliException {
        Yaml target = Yaml.map(file, "target file", "the target", MEMBERS);
        try {
            List<TargetRule> rules = new ArrayList<>();
            for (Yaml rule : target.maps("rules", RULE)) {
                rules.add(new TargetRule(
                        rule.required("jobs"), rule.required("stacks"), List.copyOf(rule.texts("regions"))));
            }
            TargetScope scope = new TargetScope(
                    target.required("name"),
                    target.optional("account"),
                    target.optional("partition").orElse("aws"),
                    target.required("defaultRegion"),
                    rules,
                    target.texts("capabilities"),
                    target.optional("serviceRole"),
                    Enforcement.enforce());
            return new Target(
                    scope, target.uri("endpoint"), target.optional("assumeRole"), target.optional("externalId"));
        } catch (IllegalArgumentException e) {
            throw target.wrong(e);
        }
    }
}

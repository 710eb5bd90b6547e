package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.deploy.StackSettings.OnFailure;
import io.jenkins.plugins.cfnattest.deploy.Staging;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "rules",
            "enforcement",
            "bucket",
            "bucketPrefix",
            "readBack",
            "notificationTopics",
            "rollbackTriggers",
            "monitoringMinutes",
            "onFailure",
            "disableRollback",
            "stackPolicy",
            "terminationProtection");
    private static final Set<String> RULE = Set.of("jobs", "stacks", "regions");
    private static final Set<String> ENFORCEMENT = Set.of("mode", "until");

    private final Yaml target;

    private TargetFile(Yaml target) {
        this.target = target;
    }

    static Target read(Path file) throws CliException {
        Yaml target = Yaml.map(file, "target file", "the target", MEMBERS);
        try {
            return new TargetFile(target).read();
        } catch (IllegalArgumentException e) {
            throw target.wrong(e);
        }
    }

    private Target read() throws CliException {
        return new Target(
                scope(),
                target.uri("endpoint"),
                target.optional("assumeRole"),
                target.optional("externalId"),
                staging(),
                target.word("readBack", ReadBackMode.class).orElse(ReadBackMode.BEFORE),
                settings());
    }

    private TargetScope scope() throws CliException {
        List<TargetRule> rules = new ArrayList<>();
        for (Yaml rule : target.maps("rules", RULE)) {
            rules.add(
                    new TargetRule(rule.required("jobs"), rule.required("stacks"), List.copyOf(rule.texts("regions"))));
        }
        return new TargetScope(
                target.required("name"),
                target.optional("account"),
                target.optional("partition").orElse("aws"),
                target.required("defaultRegion"),
                rules,
                target.texts("capabilities"),
                target.optional("serviceRole"),
                enforcement());
    }

    private Enforcement enforcement() throws CliException {
        Optional<Yaml> given = target.inner("enforcement", ENFORCEMENT);
        if (given.isEmpty()) {
            return Enforcement.enforce();
        }
        Yaml enforcement = given.get();
        enforcement.required("mode");
        try {
            return new Enforcement(
                    enforcement.word("mode", Enforcement.Mode.class).orElseThrow(), enforcement.instant("until"));
        } catch (IllegalArgumentException e) {
            throw enforcement.wrong(e);
        }
    }

    private Optional<Staging> staging() throws CliException {
        Optional<String> bucket = target.optional("bucket");
        if (bucket.isEmpty() && target.has("bucketPrefix")) {
            throw target.wrong("bucketPrefix", "needs the member 'bucket' beside it, but there is none");
        }
        return bucket.isPresent()
                ? Optional.of(new Staging(
                        bucket.get(), target.optional("bucketPrefix").orElse("")))
                : Optional.empty();
    }

    private StackSettings settings() throws CliException {
        return new StackSettings(
                List.copyOf(target.texts("notificationTopics")),
                List.copyOf(target.texts("rollbackTriggers")),
                target.number("monitoringMinutes").orElse(0),
                target.word("onFailure", OnFailure.class),
                target.flag("disableRollback").orElse(false),
                target.optional("stackPolicy"),
                target.flag("terminationProtection"));
    }
}

package io.jenkins.plugins.cfnattest.template;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that CloudFormation itself gives (CloudFormation user guide, pseudo parameters reference). */
public final class PseudoParameters {
    /** Their names, but for {@code AWS::NoValue}, which is no value. */
    public static final Set<String> NAMES = Set.of(
            "AWS::AccountId",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(AWS::[A-Za-z]+)}");

    private final SortedSet<String> used = new TreeSet<>();

    private PseudoParameters() {}

    /**
     * Those whose value the template asks for anywhere: by {@code Ref}, within the text of {@code Fn::Sub}, and the region
     * by {@code Fn::GetAZs} without one.
     */
    public static SortedSet<String> usedIn(Template template) {
        PseudoParameters pseudo = new PseudoParameters();
        pseudo.look(template.root());
        pseudo.used.retainAll(NAMES);
        return Collections.unmodifiableSortedSet(pseudo.used);
    }

    private void look(Value value) {
        if (value instanceof Value.ListOf list) {
            list.items().forEach(this::look);
        } else if (value instanceof Value.MapOf map) {
            map.get("Ref").flatMap(Value::text).ifPresent(used::add);
            map.get("Fn::Sub").ifPresent(this::lookIntoPattern);
            if (map.get("Fn::GetAZs")
                    .filter(zones -> zones.text().orElse("").isEmpty())
                    .isPresent()) {
                used.add("AWS::Region");
            }
            map.entries().values().forEach(this::look);
        }
    }

    private void lookIntoPattern(Value argument) {
        Value pattern = argument instanceof Value.ListOf list && !list.items().isEmpty()
                ? list.items().get(0)
                : argument;
        Matcher names = PLACEHOLDER.matcher(pattern.text().orElse(""));
        while (names.find()) {
            used.add(names.group(1));
        }
    }
}

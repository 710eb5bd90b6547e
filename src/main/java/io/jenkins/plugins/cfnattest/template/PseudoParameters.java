package io.jenkins.plugins.cfnattest.template;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /** How one begins in the text of {@code Fn::Sub}. */
    private static final String PLACEHOLDER = "${AWS::";

    private final SortedSet<String> used = new TreeSet<>();

    private PseudoParameters() {}

    /**
     * Those whose value the template asks for anywhere: by {@code Ref}, within the text of {@code Fn::Sub}, and the region
     * by {@code Fn::GetAZs} without one.
     */
    public static SortedSet<String> usedIn(Template template) {
        PseudoParameters pseudo = new PseudoParameters();
        pseudo.look(template.root());
        return Collections.unmodifiableSortedSet(pseudo.used);
    }

    private void look(Value value) {
        if (value instanceof Value.ListOf list) {
            list.items().forEach(this::look);
        } else if (value instanceof Value.MapOf map) {
            map.entries().forEach(this::member);
        }
    }

    private void member(String name, Value member) {
        if (name.equals("Ref")) {
            member.text().filter(NAMES::contains).ifPresent(used::add);
        } else if (name.equals("Fn::Sub")) {
            lookIntoPattern(member);
        } else if (name.equals("Fn::GetAZs") && member.text().orElse("").isEmpty()) {
            used.add("AWS::Region");
        }
        look(member);
    }

    private void lookIntoPattern(Value argument) {
        Value pattern = argument instanceof Value.ListOf list && !list.items().isEmpty()
                ? list.items().get(0)
                : argument;
        String text = pattern.text().orElse("");
        for (int open = text.indexOf(PLACEHOLDER); open >= 0; open = text.indexOf(PLACEHOLDER, open + 1)) {
            for (String name : NAMES) {
                int close = open + 2 + name.length();
                if (text.startsWith(name, open + 2) && text.startsWith("}", close)) {
                    used.add(name);
                }
            }
        }
    }
}

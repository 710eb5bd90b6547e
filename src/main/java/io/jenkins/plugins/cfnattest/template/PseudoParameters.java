package io.jenkins.plugins.cfnattest.template;

import java.util.Set;
import java.util.SortedSet;

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

    private PseudoParameters() {}

    /**
     * Those whose value the template asks for anywhere: by {@code Ref}, within the text of {@code Fn::Sub}, and the region
     * by {@code Fn::GetAZs} without one.
     */
    public static SortedSet<String> usedIn(Template template) {
        return template.hints().pseudoParameters();
    }
}

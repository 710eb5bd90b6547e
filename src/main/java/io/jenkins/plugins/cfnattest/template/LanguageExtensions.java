package io.jenkins.plugins.cfnattest.template;

/** The transform that brings loops and further functions (CloudFormation template reference, AWS::LanguageExtensions). */
public final class LanguageExtensions {
    /** What {@code Transform} calls it. */
    public static final String TRANSFORM = "AWS::LanguageExtensions";

    private static final String LOOP = "Fn::ForEach";

    private LanguageExtensions() {}

    /** Whether a template asks for it. */
    public static boolean in(Template template) {
        return template.transforms().contains(TRANSFORM);
    }

    /** Whether a member of a map with this name is a loop. */
    public static boolean isLoop(String name) {
        return name.startsWith(LOOP);
    }
}

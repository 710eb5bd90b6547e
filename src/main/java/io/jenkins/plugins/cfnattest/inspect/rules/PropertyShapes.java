package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shapes of rules about one property, given by names separated with {@code .}; where a map on the way is absent, so is
 * the property. Each shape says by itself what it looks for; {@code problem} and {@code remedy} are those of {@link RuleText}.
 */
final class PropertyShapes {
    private PropertyShapes() {}

    /** Absent, false, or nothing ({@code AWS::NoValue}) offends. */
    static Rule mustBeTrue(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor = where(type, path)
                + "is absent, null, AWS::NoValue, or false in any case, quoted or not; any other value"
                + " passes, in a scan also a reference without known value.";
        return when(
                id,
                name,
                type,
                path,
                node -> node.isNoValue() || node.notTruthy(),
                new RuleText(looksFor, problem, remedy, rationale));
    }

    /** Absence offends; what the value says does not matter. */
    static Rule mustBePresent(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor = where(type, path)
                + "is absent or null; any value passes, whatever it says, and a scan takes AWS::NoValue for a value.";
        return when(id, name, type, path, Node::absent, new RuleText(looksFor, problem, remedy, rationale));
    }

    /** Anything but true offends, a value that is not known too. */
    static Rule mustBeTruthy(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor =
                where(type, path) + "is anything but true (in any case, quoted or not): absent, false, another text,"
                        + " in a scan also a reference without known value.";
        return when(id, name, type, path, node -> !node.truthy(), new RuleText(looksFor, problem, remedy, rationale));
    }

    /** Absent or false offends, a value that is not known does not. */
    static Rule mustNotBeFalse(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor =
                where(type, path) + "is absent, null, or false in any case, quoted or not; any other value passes, in a"
                        + " scan also a reference without known value and AWS::NoValue.";
        return when(id, name, type, path, Node::notTruthy, new RuleText(looksFor, problem, remedy, rationale));
    }

    /** True offends, in any case, quoted or not. */
    static Rule mustNotBeTrue(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor = where(type, path)
                + "is true in any case, quoted or not; absent and any other value passes, in a scan also a reference without"
                + " known value.";
        return when(id, name, type, path, Node::truthy, new RuleText(looksFor, problem, remedy, rationale));
    }

    /** True or absent offends. */
    static Rule mustBeSwitchedOff(
            String id, String name, String type, String path, String problem, String remedy, String rationale) {
        String looksFor = where(type, path)
                + "is absent, null, or true in any case, quoted or not; any other value passes, in a scan also a reference"
                + " without known value.";
        return when(
                id,
                name,
                type,
                path,
                open -> open.absent() || open.truthy(),
                new RuleText(looksFor, problem, remedy, rationale));
    }

    /** Whatever {@code offends} says of the property, put into words by {@code text}. */
    static Rule when(String id, String name, String type, String path, Predicate<Node> offends, RuleText text) {
        return Row.each(
                id,
                name,
                type,
                text,
                element -> Optional.of(element.at(path)).filter(offends).map(Finding::at));
    }

    private static String where(String type, String path) {
        return "Reports an " + type + " whose " + path + " ";
    }
}

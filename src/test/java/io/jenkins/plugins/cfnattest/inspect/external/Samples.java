package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands and answers to test with. */
final class Samples {
    static final byte[] TEMPLATE = "Resources: {}\n".getBytes(StandardCharsets.UTF_8);
    static final String FILE = "template.yaml";
    static final String CLEAN =
            "[{\"filename\":\"template.yaml\",\"file_results\":{\"failure_count\":0,\"violations\":[]}}]";

    private Samples() {}

    /** cfn_nag's answer with one violation at two resources. */
    static String nag(String type, String id, String message) {
        return Child.nag(type, id, message);
    }

    /** A SARIF run with these members of a run. */
    static String sarif(String members) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"lint\",\"rules\":["
                + "{\"id\":\"E1\",\"name\":\"First\",\"defaultConfiguration\":{\"level\":\"error\"},\"messageStrings\":{\"default\":{\"text\":\"From the rule\"}}},"
                + "{\"id\":\"N2\",\"defaultConfiguration\":{\"level\":\"note\"}}]}}," + members + "}]}";
    }

    /** A JSON text. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** A run with one result of these members. */
    static String result(String members) {
        return sarif("\"results\":[{" + members + "}]");
    }

    /** The child with these words, of which the second is always the template. */
    static List<String> child(String what, String... more) {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(location()).toString(),
                Child.class.getName(),
                what,
                InspectorConfig.TEMPLATE));
        words.addAll(List.of(more));
        return words;
    }

    private static java.net.URI location() {
        return java.net.URI.create(
                Child.class.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    static InspectorConfig config(List<String> command) {
        return config(command, AnswerFormat.CFN_NAG);
    }

    static InspectorConfig config(List<String> command, AnswerFormat format) {
        return new InspectorConfig(
                "other",
                "Other",
                new InspectorVersion.Fixed("1.2"),
                command,
                format,
                Duration.ofMinutes(1),
                100_000,
                Map.of(),
                Set.of());
    }

    static InspectorConfig limited(InspectorConfig config, Duration timeout, int outputLimit) {
        return new InspectorConfig(
                config.name(),
                config.implementation(),
                config.version(),
                config.command(),
                config.format(),
                timeout,
                outputLimit,
                config.environment(),
                config.inherit());
    }

    /** A script, with the template as its first argument; {@code $0} is taken by a word of no meaning. */
    static InspectorConfig shell(String script, String... more) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", InspectorConfig.TEMPLATE));
        words.addAll(List.of(more));
        return withPath(config(words));
    }

    static InspectorConfig withPath(InspectorConfig config) {
        return new InspectorConfig(
                config.name(),
                config.implementation(),
                config.version(),
                config.command(),
                config.format(),
                config.timeout(),
                config.outputLimit(),
                Map.of("PATH", "/usr/bin:/bin"),
                config.inherit());
    }

    /** Nothing but the violation that says why there is no answer. */
    static void assertOnlyFatal(ExternalReport report, String expected) {
        assertThat(report.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:FATAL");
            assertThat(violation.inspector()).contains("other");
            assertThat(violation.type()).isEqualTo(RuleType.FAIL);
            assertThat(violation.message()).contains(expected).endsWith(".");
        });
    }
}

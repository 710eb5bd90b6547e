package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the tests of this room share. */
final class Fixtures {
    /** A template's smallest rest, to be put below what a test is about. */
    static final String RESOURCES = "\nResources: {Topic: {Type: 'AWS::SNS::Topic'}}\n";

    private Fixtures() {}

    static byte[] bytes(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/template/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template parse(String text) throws TemplateException {
        return Template.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static Template parse(String text, Dialect dialect) throws TemplateException {
        return Template.parse(text.getBytes(StandardCharsets.UTF_8), dialect);
    }

    static TemplateException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    static TemplateException refusal(byte[] content) {
        return catchThrowableOfType(TemplateException.class, () -> Template.parse(content));
    }

    /** The member {@code X} of a template that has this text as {@code X}. */
    static Value value(String text, Dialect dialect) throws TemplateException {
        return parse("X: " + text + RESOURCES, dialect).root().get("X").orElseThrow();
    }

    static Value value(String text) throws TemplateException {
        return value(text, Dialect.CLOUDFORMATION);
    }

    /** A value without positions, as compact text. */
    static String print(Value value) {
        if (value instanceof Value.MapOf map) {
            StringBuilder out = new StringBuilder("{");
            map.entries()
                    .forEach((key, member) -> out.append(out.length() > 1 ? ", " : "")
                            .append(key)
                            .append(": ")
                            .append(print(member)));
            return out.append('}').toString();
        }
        if (value instanceof Value.ListOf list) {
            return list.items().stream().map(Fixtures::print).toList().toString();
        }
        return value instanceof Value.Text text
                ? "'" + text.content() + "'"
                : value.text().orElse("null");
    }
}
